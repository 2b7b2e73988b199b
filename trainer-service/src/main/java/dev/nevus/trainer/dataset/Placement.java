package dev.nevus.trainer.dataset;

import java.util.random.RandomGenerator;
import org.opencv.core.Core;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.imgproc.Imgproc;

/**
 * Turns, scales, mirrors and shifts about the middle. What comes in from outside the image is its
 * edge, repeated, for the mask too.
 *
 * @param turn in radians
 * @param scaleX of the width, above 1 for nearer
 * @param scaleY of the height
 * @param mirrored whether left and right change places
 * @param shiftX as a share of the width
 * @param shiftY as a share of the height
 */
record Placement(
    double turn, double scaleX, double scaleY, boolean mirrored, double shiftX, double shiftY) {
  private static final double QUARTER_TURN_SHARE = 0.5;
  private static final double LARGEST_ZOOM = 1.5;
  private static final double STRETCH = 0.12;
  private static final double SHIFT = 0.12;

  static Placement draw(RandomGenerator random) {
    // Quarter turns keep what is straight in a picture, a ruler or the frame, as cameras show it.
    double turn =
        random.nextDouble() < QUARTER_TURN_SHARE
            ? random.nextInt(4) * Math.PI / 2
            : random.nextDouble() * 2 * Math.PI;
    double zoom = Math.pow(LARGEST_ZOOM, random.nextGaussian() / 2);
    double bounded = Math.max(1 / LARGEST_ZOOM, Math.min(LARGEST_ZOOM, zoom));
    double stretch = 1 + Draw.around(random, STRETCH);
    return new Placement(
        turn,
        bounded * stretch,
        bounded / stretch,
        random.nextBoolean(),
        Draw.around(random, SHIFT),
        Draw.around(random, SHIFT));
  }

  /** Writes {@code from}, placed anew, to {@code to}. */
  void apply(Mat from, Mat to) {
    Mat matrix = new Mat(2, 3, CvType.CV_64F);
    try {
      matrix.put(0, 0, coefficients(from.cols(), from.rows()));
      Imgproc.warpAffine(
          from, to, matrix, from.size(), Imgproc.INTER_LINEAR, Core.BORDER_REPLICATE);
    } finally {
      matrix.release();
    }
  }

  private double[] coefficients(int width, int height) {
    double mirror = mirrored ? -1 : 1;
    double a = scaleX * mirror * Math.cos(turn);
    double b = -scaleX * Math.sin(turn);
    double c = scaleY * mirror * Math.sin(turn);
    double d = scaleY * Math.cos(turn);
    double middleX = (width - 1) / 2.0;
    double middleY = (height - 1) / 2.0;
    return new double[] {
      a, b, middleX - a * middleX - b * middleY + shiftX * width,
      c, d, middleY - c * middleX - d * middleY + shiftY * height
    };
  }
}
