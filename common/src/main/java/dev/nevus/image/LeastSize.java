package dev.nevus.image;

/**
 * How few pixels of an image are enough for whoever looks at it: a JPEG of more can be decoded at a
 * half, a quarter or an eighth of its size, for a third of the time. Sides are those of the
 * displayed image.
 *
 * @param width columns, at least 1
 * @param height rows, at least 1
 * @param longSide of the longer side, pixels, at least 1
 */
public record LeastSize(int width, int height, int longSide) {
  private static final int MOST_REDUCED = 8;

  /**
   * @throws IllegalArgumentException if a side is not positive
   */
  public LeastSize {
    if (width < 1 || height < 1 || longSide < 1) {
      throw new IllegalArgumentException("an image has at least one pixel");
    }
  }

  /**
   * By what an image may be divided: 1, 2, 4 or 8.
   *
   * @param fullWidth columns of the whole image
   * @param fullHeight rows of the whole image
   */
  int divisor(int fullWidth, int fullHeight) {
    int divisor = MOST_REDUCED;
    while (divisor > 1
        && (divisor > Math.min(fullWidth, fullHeight)
            || !isMetBy(part(fullWidth, divisor), part(fullHeight, divisor)))) {
      divisor /= 2;
    }
    return divisor;
  }

  private boolean isMetBy(int columns, int rows) {
    return columns >= width && rows >= height && Math.max(columns, rows) >= longSide;
  }

  /** What is left of a side; decoders keep the pixel that the last few pixels share. */
  static int part(int side, int divisor) {
    return (side + divisor - 1) / divisor;
  }
}
