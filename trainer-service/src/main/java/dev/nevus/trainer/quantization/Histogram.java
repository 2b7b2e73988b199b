package dev.nevus.trainer.quantization;

import java.nio.FloatBuffer;

/**
 * How often which values occur, in bins of equal width between bounds that are known before. Not
 * for several threads.
 */
final class Histogram {
  private static final int BINS = 4096;

  private final double low;
  private final double width;
  private final long[] counts = new long[BINS];

  /** Zero lies within the bounds, however they were seen. */
  Histogram(double low, double high) {
    this.low = Math.min(low, 0);
    this.width = Math.max(Math.max(high, 0) - this.low, Float.MIN_NORMAL) / BINS;
  }

  /** Counts all that remains in the buffer. */
  void add(FloatBuffer values) {
    double perBin = 1 / width;
    while (values.hasRemaining()) {
      int bin = (int) ((values.get() - low) * perBin);
      counts[Math.max(0, Math.min(BINS - 1, bin))]++;
    }
  }

  /** All of it. */
  Range whole() {
    return range(0, BINS - 1);
  }

  /**
   * Without the share of values that lie furthest out, half of it at each end; where there is
   * nothing below zero all of it at the upper end.
   *
   * @param outside 0 to 1
   */
  Range without(double outside) {
    long all = 0;
    for (long count : counts) {
      all += count;
    }
    double cut = low < 0 ? all * outside / 2 : all * outside;
    int first = 0;
    for (double left = cut; low < 0 && first < BINS - 1 && counts[first] <= left; first++) {
      left -= counts[first];
    }
    int last = BINS - 1;
    for (double left = cut; last > 0 && counts[last] <= left; last--) {
      left -= counts[last];
    }
    return range(first, last);
  }

  /** The range whose 255 steps have the least mean square error, rounding and cutting together. */
  Range leastError() {
    Range best = whole();
    double least = error(best);
    for (int share = 1; share < 64; share++) {
      Range tried = new Range(low * (1 - share / 64.0), (low + BINS * width) * (1 - share / 64.0));
      double error = error(tried);
      if (error < least) {
        least = error;
        best = tried;
      }
    }
    return best;
  }

  private double error(Range range) {
    double rounding = (double) range.scale() * range.scale() / 12;
    double error = 0;
    for (int bin = 0; bin < BINS; bin++) {
      if (counts[bin] > 0) {
        double value = low + (bin + 0.5) * width;
        double over = Math.max(0, Math.max(value - range.high(), range.low() - value));
        error += counts[bin] * (over > 0 ? over * over : rounding);
      }
    }
    return error;
  }

  private Range range(int first, int last) {
    return new Range(Math.min(0, low + first * width), Math.max(0, low + (last + 1) * width));
  }
}
