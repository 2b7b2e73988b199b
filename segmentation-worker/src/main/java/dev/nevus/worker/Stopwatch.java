package dev.nevus.worker;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * Times the stages of one image, one after the other: how long each took, and how long a core
 * worked for it. For one thread.
 */
final class Stopwatch {
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private final Figures figures;
  private final Map<String, Double> laps = new HashMap<>();
  private long lapStarted = System.nanoTime();
  private long worked = THREADS.getCurrentThreadCpuTime();

  /** Told of each stage. */
  @FunctionalInterface
  interface Figures {
    /**
     * @param took from the stage before until now
     * @param cpu processor time of this thread meanwhile; less where it waited
     */
    void stage(String stage, Duration took, Duration cpu);
  }

  Stopwatch(Figures figures) {
    this.figures = figures;
  }

  /** One for work that is no part of the figures. */
  static Stopwatch silent() {
    return new Stopwatch((stage, took, cpu) -> {});
  }

  /** Ends a stage and begins the next one. */
  void lap(String stage) {
    long now = System.nanoTime();
    long cpu = THREADS.getCurrentThreadCpuTime();
    long took = now - lapStarted;
    figures.stage(stage, Duration.ofNanos(took), Duration.ofNanos(cpu - worked));
    laps.put(stage, took / 1e6);
    lapStarted = now;
    worked = cpu;
  }

  /**
   * Milliseconds that the stages took together, to the microsecond.
   *
   * @throws IllegalArgumentException if one did not end yet
   */
  double millis(String... stages) {
    double sum = 0;
    for (String stage : stages) {
      Double millis = laps.get(stage);
      if (millis == null) {
        throw new IllegalArgumentException("the stage " + stage + " did not end");
      }
      sum += millis;
    }
    return Math.round(sum * 1_000) / 1_000.0;
  }
}
