package dev.nevus.worker;

import dev.nevus.lifecycle.Telemetry;
import java.time.Duration;

/** Times the stages of one image, one after the other. For one thread. */
final class Stopwatch {

  private final Telemetry telemetry;
  private long lapStarted = System.nanoTime();

  Stopwatch(Telemetry telemetry) {
    this.telemetry = telemetry;
  }

  /**
   * Ends a stage and begins the next one; gives the milliseconds that it took, to the microsecond.
   */
  double lap(String stage) {
    long now = System.nanoTime();
    long took = now - lapStarted;
    lapStarted = now;
    telemetry.stage(stage, Duration.ofNanos(took));
    return Math.round(took / 1_000.0) / 1_000.0;
  }
}
