package dev.nevus.segment;

import java.util.List;
import org.opencv.core.Core;
import org.opencv.core.Mat;
import org.opencv.core.Rect;
import org.opencv.core.Size;
import org.opencv.imgproc.Imgproc;

/**
 * How sure the network was, on its own grid. Entropy is that of a coin (Shannon 1948), {@code -p
 * log2 p - (1-p) log2 (1-p)}; on the very border every network is undecided, so it is taken over
 * the cells within {@value #BAND} cells of it.
 *
 * @param meanConfidence mean probability inside the mask, cells that it covers in part counting in
 *     part
 * @param borderEntropy mean entropy about the border, bits; 0 where the mask fills the image
 */
record Certainty(double meanConfidence, double borderEntropy) {
  private static final int BAND = 2;

  /**
   * @param mask reduced, 255 where all of what a pixel stands for is lesion
   */
  static Certainty of(Probability probability, Mat mask) {
    Mat shares = MeanOfAreas.of(mask, probability.width(), probability.height());
    if (Core.countNonZero(shares) == 0) {
      // A lesion of a few pixels covers no cell by a 255th: its likeliest cell stands for it.
      markLikeliest(shares, probability);
    }
    Rect near = near(shares);
    Mat lesion = shares.submat(near);
    Mat band = new Mat();
    Imgproc.threshold(shares, band, 0, 255, Imgproc.THRESH_BINARY);
    Mat border = new Mat();
    Size reach = new Size(2 * BAND + 1, 2 * BAND + 1);
    Mat disc = Imgproc.getStructuringElement(Imgproc.MORPH_ELLIPSE, reach);
    // Of a part of a picture, OpenCV looks at the cells beside the part, too.
    Mat part = band.submat(near);
    Imgproc.morphologyEx(part, border, Imgproc.MORPH_GRADIENT, disc);
    Certainty certainty = weighed(probability, near, bytes(lesion), bytes(border));
    for (Mat used : List.of(shares, lesion, band, border, disc, part)) {
      used.release();
    }
    return certainty;
  }

  /** The cells that the mask covers and those within reach of them. */
  private static Rect near(Mat shares) {
    Rect box = Imgproc.boundingRect(shares);
    int left = Math.max(0, box.x - BAND);
    int top = Math.max(0, box.y - BAND);
    int right = Math.min(shares.cols(), box.x + box.width + BAND);
    int bottom = Math.min(shares.rows(), box.y + box.height + BAND);
    return new Rect(left, top, right - left, bottom - top);
  }

  private static Certainty weighed(
      Probability probability, Rect near, byte[] shares, byte[] borders) {
    float[] cells = probability.cells();
    double weight = 0;
    double confidence = 0;
    double entropy = 0;
    int border = 0;
    for (int y = 0; y < near.height; y++) {
      int row = (near.y + y) * probability.width() + near.x;
      for (int x = 0; x < near.width; x++) {
        int share = shares[y * near.width + x] & 0xFF;
        float p = cells[row + x];
        weight += share;
        confidence += share * (double) p;
        if (borders[y * near.width + x] != 0) {
          border++;
          entropy += entropy(p);
        }
      }
    }
    return new Certainty(confidence / weight, border == 0 ? 0 : Math.min(1, entropy / border));
  }

  private static double entropy(double p) {
    return p <= 0 || p >= 1 ? 0 : -(p * Math.log(p) + (1 - p) * Math.log(1 - p)) / Math.log(2);
  }

  private static void markLikeliest(Mat shares, Probability probability) {
    float[] values = probability.cells();
    int likeliest = 0;
    for (int i = 1; i < values.length; i++) {
      likeliest = values[i] > values[likeliest] ? i : likeliest;
    }
    shares.put(likeliest / probability.width(), likeliest % probability.width(), 255);
  }

  private static byte[] bytes(Mat cells) {
    byte[] bytes = new byte[cells.rows() * cells.cols()];
    cells.get(0, 0, bytes);
    return bytes;
  }
}
