package dev.nevus.segment;

import org.opencv.core.Core;
import org.opencv.core.Mat;
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
    Mat shares = new Mat();
    Size grid = new Size(probability.width(), probability.height());
    Imgproc.resize(mask, shares, grid, 0, 0, Imgproc.INTER_AREA);
    if (Core.countNonZero(shares) == 0) {
      // A lesion of a few pixels covers no cell by a 255th: its likeliest cell stands for it.
      markLikeliest(shares, probability);
    }
    Mat band = new Mat();
    Imgproc.threshold(shares, band, 0, 255, Imgproc.THRESH_BINARY);
    Size reach = new Size(2 * BAND + 1, 2 * BAND + 1);
    Mat disc = Imgproc.getStructuringElement(Imgproc.MORPH_ELLIPSE, reach);
    Imgproc.morphologyEx(band, band, Imgproc.MORPH_GRADIENT, disc);
    Certainty certainty = weighed(probability.values(), bytes(shares), bytes(band));
    shares.release();
    band.release();
    disc.release();
    return certainty;
  }

  private static Certainty weighed(float[] probability, byte[] shares, byte[] band) {
    double weight = 0;
    double confidence = 0;
    double entropy = 0;
    int border = 0;
    for (int i = 0; i < probability.length; i++) {
      int share = shares[i] & 0xFF;
      weight += share;
      confidence += share * (double) probability[i];
      if (band[i] != 0) {
        border++;
        entropy += entropy(probability[i]);
      }
    }
    return new Certainty(confidence / weight, border == 0 ? 0 : Math.min(1, entropy / border));
  }

  private static double entropy(double p) {
    return p <= 0 || p >= 1 ? 0 : -(p * Math.log(p) + (1 - p) * Math.log(1 - p)) / Math.log(2);
  }

  private static void markLikeliest(Mat shares, Probability probability) {
    float[] values = probability.values();
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
