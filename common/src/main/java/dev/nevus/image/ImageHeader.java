package dev.nevus.image;

import java.util.OptionalDouble;

/**
 * What the header of an image file declares, read without decoding a pixel.
 *
 * @param format told by the first bytes
 * @param storedWidth columns as stored, at least 1
 * @param storedHeight rows as stored, at least 1
 * @param bitsPerSample 1 to 16
 * @param orientation how the stored pixels are turned for display
 * @param keptBytes what a decoder must keep of each stored pixel until it has read the last scan of
 *     a JPEG that has several; 0 in all other files
 * @param pixelSpacingMm millimetres from pixel to pixel where the file tells them, any number
 */
public record ImageHeader(
    ImageFormat format,
    int storedWidth,
    int storedHeight,
    int bitsPerSample,
    Orientation orientation,
    int keptBytes,
    OptionalDouble pixelSpacingMm) {

  /** The header of a file that does not say how far apart its pixels were. */
  public ImageHeader(
      ImageFormat format,
      int storedWidth,
      int storedHeight,
      int bitsPerSample,
      Orientation orientation,
      int keptBytes) {
    this(
        format,
        storedWidth,
        storedHeight,
        bitsPerSample,
        orientation,
        keptBytes,
        OptionalDouble.empty());
  }

  /** The header of a file whose pixels come one after the other. */
  public ImageHeader(
      ImageFormat format,
      int storedWidth,
      int storedHeight,
      int bitsPerSample,
      Orientation orientation) {
    this(format, storedWidth, storedHeight, bitsPerSample, orientation, 0);
  }

  /** Columns of the displayed image. */
  public int width() {
    return orientation.swapsSides() ? storedHeight : storedWidth;
  }

  /** Rows of the displayed image. */
  public int height() {
    return orientation.swapsSides() ? storedWidth : storedHeight;
  }

  /** Pixels declared. */
  public long pixels() {
    return (long) storedWidth * storedHeight;
  }
}
