package dev.nevus.worker;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BiConsumer;

/** Times the stages of one image, one after the other. For one thread. */
final class Stopwatch {
  private final BiConsumer<String, Duration> figures;
  private final Map<String, Double> laps = new HashMap<>();
  private long lapStarted = System.nanoTime();

  /**
   * @param figures told of each stage and what it took
   */
  Stopwatch(BiConsumer<String, Duration> figures) {
    this.figures = figures;
  }

  /** One for work that is no part of the figures. */
  static Stopwatch silent() {
    return new Stopwatch((stage, took) -> {});
  }

  /** Ends a stage and begins the next one. */
  void lap(String stage) {
    long now = System.nanoTime();
    long took = now - lapStarted;
    lapStarted = now;
    figures.accept(stage, Duration.ofNanos(took));
    laps.put(stage, Math.round(took / 1_000.0) / 1_000.0);
  }

  /**
   * Milliseconds that a stage took, to the microsecond.
   *
   * @throws IllegalArgumentException if it did not end yet
   */
  double millis(String stage) {
    Double millis = laps.get(stage);
    if (millis == null) {
      throw new IllegalArgumentException("the stage " + stage + " did not end");
    }
    return millis;
  }
}
