package dev.nevus.trainer.quantization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.FloatBuffer;
import java.util.Random;
import org.junit.jupiter.api.Test;

class HistogramTest {
  private static final int NUMBERS = 100_000;

  @Test
  void theWholeReachesFromTheLeastToTheGreatestNumber() {
    Range range = RangeRule.MIN_MAX.of(spread(-3, 9));

    assertThat(range.low()).isCloseTo(-3, within(0.01));
    assertThat(range.high()).isCloseTo(9, within(0.01));
  }

  @Test
  void oneOddNumberDoesNotCoarsenAllOthers() {
    Histogram values = new Histogram(0, 1000);
    values.add(uniform(0, 1));
    values.add(FloatBuffer.wrap(new float[] {1000}));

    assertThat(RangeRule.MIN_MAX.of(values).high()).isCloseTo(1000, within(1e-6));
    assertThat(RangeRule.PERCENTILE.of(values).high()).isLessThan(2);
  }

  @Test
  void bothEndsAreCutWhereThereAreTwo() {
    Histogram values = new Histogram(-500, 500);
    values.add(uniform(-1, 2));
    values.add(FloatBuffer.wrap(new float[] {-500, 500}));

    Range range = RangeRule.PERCENTILE.of(values);

    assertThat(range.low()).isBetween(-2.0, -0.9);
    assertThat(range.high()).isBetween(1.9, 3.0);
  }

  @Test
  void theLeastErrorCutsWhatIsRareAndKeepsWhatIsNot() {
    Histogram values = new Histogram(0, 100);
    for (int i = 0; i < 100; i++) {
      values.add(uniform(0, 1));
    }
    values.add(FloatBuffer.wrap(new float[] {3}));

    assertThat(RangeRule.LEAST_ERROR.of(values).high()).isLessThan(10);
    assertThat(RangeRule.LEAST_ERROR.of(spread(0, 5)).high()).isCloseTo(5, within(0.2));
  }

  @Test
  void zeroIsExactWhateverTheRange() {
    for (Range range :
        new Range[] {
          new Range(0, 6), new Range(-6, 0), new Range(-1.234, 5.678), new Range(0, 0)
        }) {
      assertThat(range.zeroPoint()).isBetween(0, 255);
      assertThat(range.scale()).isPositive();
    }
    assertThat(new Range(0, 6).zeroPoint()).isZero();
    assertThat(new Range(-6, 0).zeroPoint()).isEqualTo(255);
  }

  @Test
  void whatIsNoNumberHasNoRange() {
    assertThatThrownBy(() -> new Range(Double.NaN, 1)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Range(0, Double.POSITIVE_INFINITY))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static Histogram spread(double low, double high) {
    Histogram values = new Histogram(low, high);
    values.add(uniform(low, high));
    return values;
  }

  /** With both bounds among them. */
  private static FloatBuffer uniform(double low, double high) {
    Random random = new Random(5);
    float[] numbers = new float[NUMBERS];
    for (int i = 0; i < NUMBERS; i++) {
      numbers[i] = (float) (low + (high - low) * random.nextDouble());
    }
    numbers[0] = (float) low;
    numbers[1] = (float) high;
    return FloatBuffer.wrap(numbers);
  }
}
