package dev.nevus.trainer.quantization;

/** How far the 8-bit numbers of a value reach, given how often which numbers occur. */
public enum RangeRule {
  /** One number in ten thousand is cut off: one odd image does not coarsen all others. */
  PERCENTILE("all but one number in ten thousand"),
  /** From the smallest to the largest number that was seen. */
  MIN_MAX("smallest to largest number"),
  /** With the least mean square error. */
  LEAST_ERROR("least mean square error");

  private static final double CUT_OFF = 1e-4;

  private final String words;

  RangeRule(String words) {
    this.words = words;
  }

  /** For people. */
  public String words() {
    return words;
  }

  Range of(Histogram values) {
    return switch (this) {
      case PERCENTILE -> values.without(CUT_OFF);
      case MIN_MAX -> values.whole();
      case LEAST_ERROR -> values.leastError();
    };
  }
}
