package dev.nevus.trainer.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class BootstrapTest {
  @Test
  void equalScoresLeaveNothingOpen() {
    Estimate estimate = Bootstrap.STANDARD.mean(0.7, 0.7, 0.7);

    assertThat(estimate.value()).isCloseTo(0.7, within(1e-12));
    assertThat(estimate.interval().low()).isEqualTo(estimate.interval().high());
    assertThat(estimate.interval().low()).isEqualTo(estimate.value());
  }

  @Test
  void tenCoinsAreBinomial() {
    // The resamples' sums are Binomial(10, 1/2): P(X <= 1) = 0.011, P(X <= 2) = 0.055, and the same
    // from above.
    Estimate estimate = Bootstrap.STANDARD.mean(0, 1, 0, 1, 0, 1, 0, 1, 0, 1);

    assertThat(estimate).isEqualTo(new Estimate(0.5, new Interval(0.2, 0.8)));
  }

  @Test
  void theSameScoresGiveTheSameInterval() {
    double[] scores = normal(new Random(5), 40);

    assertThat(Bootstrap.STANDARD.mean(scores)).isEqualTo(Bootstrap.STANDARD.mean(scores));
  }

  @Test
  void coversTheTrueMeanAboutNinetyFiveTimesInAHundred() {
    Random random = new Random(17);
    Bootstrap bootstrap = new Bootstrap(400, 3);
    int trials = 400;
    int covered = 0;
    for (int trial = 0; trial < trials; trial++) {
      Interval interval = bootstrap.mean(normal(random, 60)).interval();
      covered += interval.low() <= 0 && 0 <= interval.high() ? 1 : 0;
    }

    // Four standard errors of 400 trials either side, and the bootstrap's own deficit at 60.
    assertThat(covered / (double) trials).isBetween(0.90, 0.985);
  }

  @Test
  void refusesNothing() {
    assertThatThrownBy(() -> Bootstrap.STANDARD.mean())
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Bootstrap(10, 1)).isInstanceOf(IllegalArgumentException.class);
  }

  private static double[] normal(Random random, int count) {
    return random.doubles(count).map(ignored -> random.nextGaussian()).toArray();
  }
}
