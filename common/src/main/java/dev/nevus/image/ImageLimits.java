package dev.nevus.image;

import dev.nevus.settings.Settings;

/**
 * What an image may cost at most.
 *
 * @param maxBytes encoded size, bytes
 * @param maxPixels declared pixels
 * @param maxSide longest side, pixels
 * @param minSide shortest side, pixels
 */
public record ImageLimits(int maxBytes, long maxPixels, int maxSide, int minSide) {
  /** 25 MB, 50 megapixels, no side above 30,000 or below 16 pixels. */
  public static final ImageLimits DEFAULT =
      new ImageLimits(25 * 1024 * 1024, 50_000_000L, 30_000, 16);

  /** Reads {@code NEVUS_MAX_IMAGE_BYTES} and {@code NEVUS_MAX_IMAGE_PIXELS}. */
  public static ImageLimits from(Settings settings) {
    return new ImageLimits(
        settings.number(
            "NEVUS_MAX_IMAGE_BYTES",
            DEFAULT.maxBytes(),
            1024,
            1 << 30,
            "bytes that an image may have"),
        settings.number(
            "NEVUS_MAX_IMAGE_PIXELS",
            (int) DEFAULT.maxPixels(),
            1024,
            1 << 30,
            "pixels that an image may declare"),
        DEFAULT.maxSide(),
        DEFAULT.minSide());
  }

  /**
   * @throws IllegalArgumentException if a limit is not positive
   */
  public ImageLimits {
    if (maxBytes <= 0 || maxPixels <= 0 || maxSide <= 0 || minSide <= 0) {
      throw new IllegalArgumentException("image limits must be positive");
    }
  }
}
