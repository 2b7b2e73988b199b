package dev.nevus.segment;

import org.opencv.core.Mat;
import org.opencv.core.Size;
import org.opencv.imgproc.Imgproc;

/**
 * Reduces pictures to the means of the areas that their new pixels stand for, by halving: OpenCV's
 * own area averaging takes six times as long where the factor is no whole number.
 */
final class MeanOfAreas {
  private MeanOfAreas() {}

  /**
   * A copy of {@code width x height} pixels; the caller releases it. What halving leaves is a
   * factor between one and two, for which the two nearest pixels are as good as the mean; a longer
   * side first becomes a multiple. A smaller picture is enlarged bilinearly.
   */
  static Mat of(Mat pixels, int width, int height) {
    Mat small = same(pixels);
    while (small.cols() >= 2 * width && small.rows() >= 2 * height) {
      boolean even = small.cols() % 2 == 0 && small.rows() % 2 == 0;
      int columns = small.cols() / 2;
      int rows = small.rows() / 2;
      Size half = new Size(columns, rows);
      Imgproc.resize(small, small, half, 0, 0, even ? Imgproc.INTER_AREA : Imgproc.INTER_LINEAR);
    }
    Size multiple = new Size(multiple(small.cols(), width), multiple(small.rows(), height));
    Imgproc.resize(small, small, multiple, 0, 0, Imgproc.INTER_LINEAR);
    Imgproc.resize(small, small, new Size(width, height), 0, 0, Imgproc.INTER_AREA);
    return small.dataAddr() == pixels.dataAddr() ? small.clone() : small;
  }

  /** The least multiple of {@code wanted} that {@code side} is at most twice as long as. */
  private static int multiple(int side, int wanted) {
    return wanted * Math.max(1, (side + 2 * wanted - 1) / (2 * wanted));
  }

  /** Another handle on the same pixels. */
  static Mat same(Mat pixels) {
    return pixels.submat(0, pixels.rows(), 0, pixels.cols());
  }

  /**
   * Lets go of these pixels and holds on to half as many a side; what is left over of an odd side
   * is cut off.
   *
   * @param pixels two a side at least
   */
  static void halve(Mat pixels) {
    Mat even = pixels.submat(0, pixels.rows() & ~1, 0, pixels.cols() & ~1);
    Imgproc.resize(even, pixels, new Size(), 0.5, 0.5, Imgproc.INTER_AREA);
    even.release();
  }
}
