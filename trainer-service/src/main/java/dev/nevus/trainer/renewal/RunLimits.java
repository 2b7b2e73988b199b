package dev.nevus.trainer.renewal;

import dev.nevus.settings.Settings;
import java.time.Duration;

/**
 * What a training may take before it is ended.
 *
 * @param time of learning; the best epoch until then is what it made
 * @param attempts to get over one epoch
 */
public record RunLimits(Duration time, int attempts) {
  /** Four hours, three attempts. */
  public static final RunLimits DEFAULT = new RunLimits(Duration.ofHours(4), 3);

  private static final int MOST_ATTEMPTS = 99;

  /**
   * @throws IllegalArgumentException if either is not positive
   */
  public RunLimits {
    if (time.isNegative() || time.isZero() || attempts < 1) {
      throw new IllegalArgumentException("a training needs time and an attempt");
    }
  }

  /** Reads the keys that bound a training. */
  public static RunLimits from(Settings settings) {
    return new RunLimits(
        settings.duration(
            "NEVUS_TRAINING_TIME",
            DEFAULT.time(),
            "time of learning after which a training makes do with its best epoch"),
        settings.number(
            "NEVUS_TRAINING_ATTEMPTS",
            DEFAULT.attempts(),
            1,
            MOST_ATTEMPTS,
            "attempts to get over one epoch, where each ended with the process"));
  }
}
