package dev.nevus.image;

import org.opencv.core.CvType;
import org.opencv.core.Mat;

/**
 * A decoded image as it is displayed: three channels of 8 bits, upright, in native memory. Owns its
 * pixels until closed. Not for two threads at once.
 */
public final class LesionImage implements AutoCloseable {
  private final Mat bgr;

  /**
   * Takes ownership of {@code bgr}.
   *
   * @param bgr rows x columns, CV_8UC3, blue first
   * @throws IllegalArgumentException if the type is another or there are no pixels
   */
  public LesionImage(Mat bgr) {
    if (bgr.type() != CvType.CV_8UC3 || bgr.empty()) {
      throw new IllegalArgumentException(
          "a lesion image has three channels of 8 bits and at least one pixel");
    }
    this.bgr = bgr;
  }

  /** Columns. */
  public int width() {
    return bgr.cols();
  }

  /** Rows. */
  public int height() {
    return bgr.rows();
  }

  /** The pixels, blue first; still owned by this image and not to be changed. */
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
