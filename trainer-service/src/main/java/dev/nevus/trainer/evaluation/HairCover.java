package dev.nevus.trainer.evaluation;

import org.opencv.core.Core;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.Point;
import org.opencv.core.Scalar;
import org.opencv.core.Size;
import org.opencv.imgproc.Imgproc;

/**
 * How much of an image hair covers, by a rule of thumb. As in DullRazor (Lee et al., Computers in
 * Biology and Medicine 27:533-543, 1997) the grey image is closed with lines in several directions:
 * what is thin and dark vanishes, and the difference shows it. Only long pieces count. Pigment
 * networks, rulers, pen strokes and the rim of a dark frame look like hair to it; fair hair does
 * not.
 */
final class HairCover {
  /** Pixels, about three hairs wide at a short side of 256. */
  private static final int LINE = 9;

  /** Grey levels by which a hair is darker than what lies beside it. */
  private static final double LEAST_DEPTH = 18;

  /** Share of the short side that a piece must reach from end to end. */
  private static final double LEAST_LENGTH = 0.15;

  private HairCover() {}

  /**
   * The share of pixels, 0 to 1.
   *
   * @param grey one channel of 8 bits, short side about 256
   */
  static double share(Mat grey) {
    Mat depth = depth(grey);
    Imgproc.threshold(depth, depth, LEAST_DEPTH, 255, Imgproc.THRESH_BINARY);
    double leastLength = LEAST_LENGTH * Math.min(grey.cols(), grey.rows());
    double share = longPieces(depth, leastLength) / (double) grey.total();
    depth.release();
    return share;
  }

  /** How much darker than along the best of four lines, in grey levels. */
  private static Mat depth(Mat grey) {
    Mat deepest = Mat.zeros(grey.size(), CvType.CV_8UC1);
    Mat one = new Mat();
    int end = LINE - 1;
    double[][] lines = {
      {0, end / 2.0, end, end / 2.0},
      {end / 2.0, 0, end / 2.0, end},
      {0, 0, end, end},
      {0, end, end, 0}
    };
    for (double[] line : lines) {
      Mat kernel = Mat.zeros(new Size(LINE, LINE), CvType.CV_8UC1);
      Point from = new Point(line[0], line[1]);
      Imgproc.line(kernel, from, new Point(line[2], line[3]), new Scalar(1));
      Imgproc.morphologyEx(grey, one, Imgproc.MORPH_BLACKHAT, kernel);
      Core.max(deepest, one, deepest);
      kernel.release();
    }
    one.release();
    return deepest;
  }

  private static long longPieces(Mat binary, double leastLength) {
    Mat labels = new Mat();
    Mat stats = new Mat();
    Mat centres = new Mat();
    int pieces = Imgproc.connectedComponentsWithStats(binary, labels, stats, centres);
    long pixels = 0;
    for (int piece = 1; piece < pieces; piece++) {
      double width = stats.get(piece, Imgproc.CC_STAT_WIDTH)[0];
      double height = stats.get(piece, Imgproc.CC_STAT_HEIGHT)[0];
      double area = stats.get(piece, Imgproc.CC_STAT_AREA)[0];
      if (Math.hypot(width, height) >= leastLength) {
        pixels += (long) area;
      }
    }
    labels.release();
    stats.release();
    centres.release();
    return pixels;
  }
}
