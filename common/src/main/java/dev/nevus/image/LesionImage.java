package dev.nevus.image;

import org.opencv.core.CvType;
import org.opencv.core.Mat;

/**
 * A decoded image as it is displayed: three channels of 8 bits, upright, in native memory. Its
 * pixels may be fewer than those displayed, by a divisor of both sides. Owns its pixels until
 * closed. Not for two threads at once.
 */
public final class LesionImage implements AutoCloseable {
  private final Mat bgr;
  private final int width;
  private final int height;
  private final int divisor;

  /**
   * An image with all of its pixels. Takes ownership of {@code bgr}.
   *
   * @param bgr rows x columns, CV_8UC3, blue first
   * @throws IllegalArgumentException if the type is another or there are no pixels
   */
  public LesionImage(Mat bgr) {
    this(bgr, bgr.cols(), bgr.rows(), 1);
  }

  LesionImage(Mat bgr, int width, int height, int divisor) {
    if (bgr.type() != CvType.CV_8UC3 || bgr.empty()) {
      throw new IllegalArgumentException(
          "a lesion image has three channels of 8 bits and at least one pixel");
    }
    this.bgr = bgr;
    this.width = width;
    this.height = height;
    this.divisor = divisor;
  }

  /** Columns as displayed. */
  public int width() {
    return width;
  }

  /** Rows as displayed. */
  public int height() {
    return height;
  }

  /**
   * 1, 2, 4 or 8: how many displayed pixels one of these stands for in a row and in a column. Where
   * a side is no multiple, one of its ends stands for fewer: the last pixels, or the first ones
   * where orientation turned that side around. Whoever takes pixel {@code i} to begin at {@code i *
   * divisor} is then off by less than one of these.
   */
  public int divisor() {
    return divisor;
  }

  /**
   * The pixels, blue first, {@link #divisor()} times fewer a side than displayed; still owned by
   * this image and not to be changed.
   */
  public Mat bgr() {
    return bgr;
  }

  /** Frees the pixels; harmless when repeated. */
  @Override
  public void close() {
    bgr.release();
  }

  @Override
  public String toString() {
    return "LesionImage[" + width() + "x" + height() + "]";
  }
}
