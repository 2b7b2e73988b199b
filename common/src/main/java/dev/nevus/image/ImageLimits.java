package dev.nevus.image;

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

  /**
   * @throws IllegalArgumentException if a limit is not positive
   */
  public ImageLimits {
    if (maxBytes <= 0 || maxPixels <= 0 || maxSide <= 0 || minSide <= 0) {
      throw new IllegalArgumentException("image limits must be positive");
    }
  }
}
