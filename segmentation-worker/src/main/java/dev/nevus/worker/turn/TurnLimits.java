package dev.nevus.worker.turn;

import dev.nevus.settings.Settings;

/**
 * How much is computed at once.
 *
 * @param cores images that are computed at once, at least 1
 * @param pixelBytes native memory that their pixels may take together, above 0; an image that needs
 *     more is computed while no other is
 */
public record TurnLimits(int cores, long pixelBytes) {
  private static final int MOST_CORES = 64;
  private static final int DEFAULT_BYTES = 192 * 1024 * 1024;

  /**
   * @throws IllegalArgumentException if a limit is out of its range
   */
  public TurnLimits {
    if (cores < 1 || pixelBytes < 1) {
      throw new IllegalArgumentException("at least one core and one byte");
    }
  }

  /** Reads {@code NEVUS_WORK_CORES} and {@code NEVUS_WORK_PIXEL_BYTES}. */
  public static TurnLimits from(Settings settings) {
    int cores =
        settings.number(
            "NEVUS_WORK_CORES",
            0,
            0,
            MOST_CORES,
            "images computed at once, each on one core; 0: as many as there are cores");
    int bytes =
        settings.number(
            "NEVUS_WORK_PIXEL_BYTES",
            DEFAULT_BYTES,
            1,
            Integer.MAX_VALUE,
            "memory for the pixels of images that are computed; a larger one is computed alone");
    int all = Math.min(Runtime.getRuntime().availableProcessors(), MOST_CORES);
    return new TurnLimits(cores == 0 ? all : cores, bytes);
  }
}
