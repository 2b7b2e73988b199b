package dev.nevus.trainer.quantization;

/**
 * What an 8-bit number stands for: {@code scale * (number - zeroPoint)}. The range always holds
 * zero, which is exact, because padding and ReLU write it.
 *
 * @param low the smallest value, at most 0
 * @param high the largest value, at least 0
 */
record Range(double low, double high) {
  private static final int STEPS = 255;
  private static final double SMALLEST = 1e-6;

  /**
   * @throws IllegalArgumentException if a bound is not finite, or is on the wrong side of 0
   */
  Range {
    if (!(low <= 0 && high >= 0) || Double.isInfinite(high - low)) {
      throw new IllegalArgumentException("no range about zero: %s to %s".formatted(low, high));
    }
  }

  /** What lies between one number and the next. */
  float scale() {
    return (float) (Math.max(SMALLEST, high - low) / STEPS);
  }

  /** The number that stands for 0, from 0 to 255. */
  int zeroPoint() {
    return (int) Math.round(-low / scale());
  }
}
