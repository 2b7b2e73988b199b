package dev.nevus.trainer.renewal;

import dev.nevus.settings.Settings;
import java.time.Duration;

/**
 * What a training may take.
 *
 * @param time from its beginning; the best epoch until then is what it made
 * @param images that it learns from at the most: their pixels lie in memory
 * @param attempts to get over one epoch before it is given up
 */
public record RunLimits(Duration time, int images, int attempts) {
  /** Four hours, 8,000 images, three attempts. */
  public static final RunLimits DEFAULT = new RunLimits(Duration.ofHours(4), 8_000, 3);

  private static final int MOST_IMAGES = 1_000_000;
  private static final int MOST_ATTEMPTS = 99;

  /** Reads the keys that bound a training. */
  public static RunLimits from(Settings settings) {
    return new RunLimits(
        settings.duration(
            "NEVUS_TRAINING_TIME", DEFAULT.time(), "after that a training makes do with its best"),
        settings.number(
            "NEVUS_TRAINING_IMAGES",
            DEFAULT.images(),
            1,
            MOST_IMAGES,
            "images that a training learns from at the most; new ones first"),
        settings.number(
            "NEVUS_TRAINING_ATTEMPTS",
            DEFAULT.attempts(),
            1,
            MOST_ATTEMPTS,
            "attempts to get over one epoch"));
  }
}
