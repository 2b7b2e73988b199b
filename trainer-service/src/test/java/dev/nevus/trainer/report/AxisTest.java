package dev.nevus.trainer.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AxisTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0.25   | 0.95    | 0.2 0.4 0.6 0.8 1.0",
        "0.66   | 0.97    | 0.6 0.7 0.8 0.9 1.0",
        "0.00001| 0.001   | 0.0000 0.0002 0.0004 0.0006 0.0008 0.0010",
        "0.801  | 0.809   | 0.800 0.805 0.810",
        "0.00099765 | 0.00099765 | 0.000995 0.001000",
        "-3     | 7       | -4 -2 0 2 4 6 8",
        "0      | 12      | 0.0 2.5 5.0 7.5 10.0 12.5"
      })
  void ticksAreRoundAndReachOverAllValues(double lowest, double highest, String ticks) {
    assertThat(labels(Axis.over(lowest, highest, 5))).isEqualTo(ticks);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1 | 1   | 0 1",
        "1 | 2   | 0 1 2",
        "1 | 8   | 0 1 2 3 4 5 6 7 8",
        "1 | 32  | 0 5 10 15 20 25 30 35",
        "7 | 9   | 6 7 8 9",
        "1 | 150 | 0 20 40 60 80 100 120 140 160"
      })
  void epochsAreWhole(int first, int last, String ticks) {
    assertThat(labels(Axis.overEpochs(first, last, 10))).isEqualTo(ticks);
  }

  @Test
  void oneValueStillHasAnAxisAroundIt() {
    for (double value : List.of(0.0, 0.5, -2.0, 1e-5, 1e6)) {
      Axis axis = Axis.over(value, value, 5);

      assertThat(axis.share(value)).as("share of %s", value).isBetween(0.0, 1.0);
      assertThat(axis.ticks()).as("ticks for %s", value).hasSizeBetween(2, 10);
    }
  }

  @Test
  void noValuesStillHaveAnAxis() {
    assertThat(labels(Axis.over(Double.NaN, Double.NaN, 5))).isEqualTo("0 1");
  }

  private static String labels(Axis axis) {
    return String.join(" ", axis.ticks().stream().map(axis::label).toList());
  }
}
