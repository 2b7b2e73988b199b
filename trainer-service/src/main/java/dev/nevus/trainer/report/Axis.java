package dev.nevus.trainer.report;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;

/**
 * A linear axis from tick to tick, at round numbers.
 *
 * @param first the first tick, in steps
 * @param last the last tick, in steps; above the first
 * @param step from tick to tick, in the axis's unit
 */
record Axis(long first, long last, BigDecimal step) {
  private static final double LEAST_REACH = 0.02;
  private static final List<BigDecimal> ROUND =
      List.of(
          BigDecimal.ONE,
          BigDecimal.valueOf(2),
          new BigDecimal("2.5"),
          BigDecimal.valueOf(5),
          BigDecimal.TEN);

  /**
   * Reaches over all values, and never less than a fiftieth of them: finer differences would need
   * labels of many digits. From 0 to 1 where there are no numbers.
   *
   * @param ticks about how many
   */
  static Axis over(double lowest, double highest, int ticks) {
    if (!(lowest <= highest) || Double.isInfinite(lowest) || Double.isInfinite(highest)) {
      return new Axis(0, 1, BigDecimal.ONE);
    }
    double least = LEAST_REACH * Math.max(Math.abs(lowest), Math.abs(highest));
    BigDecimal step = step(least == 0 ? 1 : Math.max(highest - lowest, least), ticks);
    long first = (long) Math.floor(lowest / step.doubleValue());
    long last = (long) Math.ceil(highest / step.doubleValue());
    return new Axis(first, Math.max(last, first + 1), step);
  }

  /** Whole numbers only. Begins where the first epoch began: its figures are those of its end. */
  static Axis overEpochs(int firstEpoch, int lastEpoch, int ticks) {
    int reach = Math.max(1, lastEpoch - firstEpoch + 1);
    long step = step(reach, ticks).setScale(0, RoundingMode.CEILING).longValueExact();
    long first = Math.floorDiv(firstEpoch - 1, step);
    long last = -Math.floorDiv(-lastEpoch, step);
    return new Axis(first, Math.max(last, first + 1), BigDecimal.valueOf(step));
  }

  List<Double> ticks() {
    List<Double> ticks = new ArrayList<>();
    for (long tick = first; tick <= last; tick++) {
      ticks.add(tick * step.doubleValue());
    }
    return ticks;
  }

  /** All labels of an axis have the same decimals. */
  String label(double tick) {
    return BigDecimal.valueOf(tick)
        .setScale(Math.max(0, step.stripTrailingZeros().scale()), RoundingMode.HALF_EVEN)
        .toPlainString();
  }

  /** Where a value lies, 0 at the first tick and 1 at the last. */
  double share(double value) {
    double from = first * step.doubleValue();
    return (value - from) / ((last - first) * step.doubleValue());
  }

  /** The smallest round step that makes do with about so many. */
  private static BigDecimal step(double reach, int steps) {
    double least = reach / steps;
    BigDecimal power = BigDecimal.ONE.scaleByPowerOfTen((int) Math.floor(Math.log10(least)));
    return ROUND.stream()
        .map(power::multiply)
        .filter(step -> step.doubleValue() >= least)
        .findFirst()
        .orElseGet(() -> power.multiply(BigDecimal.TEN));
  }
}
