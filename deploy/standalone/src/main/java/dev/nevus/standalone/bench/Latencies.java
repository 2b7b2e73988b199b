package dev.nevus.standalone.bench;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * How long images took.
 *
 * @param images how many
 * @param p50Millis half of them were at least as fast
 * @param p95Millis 95 of 100 were
 * @param p99Millis 99 of 100 were
 * @param maxMillis the slowest
 */
public record Latencies(
    int images, double p50Millis, double p95Millis, double p99Millis, double maxMillis) {
  /**
   * Of these times.
   *
   * @throws IllegalArgumentException if there are none
   */
  public static Latencies of(List<Double> millis) {
    if (millis.isEmpty()) {
      throw new IllegalArgumentException("no image was measured");
    }
    List<Double> sorted = new ArrayList<>(millis);
    Collections.sort(sorted);
    return new Latencies(
        sorted.size(), at(sorted, 0.50), at(sorted, 0.95), at(sorted, 0.99), at(sorted, 1));
  }

  /** Nearest-rank percentile. */
  private static double at(List<Double> sorted, double share) {
    return sorted.get(Math.max(0, (int) Math.ceil(share * sorted.size()) - 1));
  }
}
