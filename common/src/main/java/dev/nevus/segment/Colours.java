package dev.nevus.segment;

import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.Rect;
import org.opencv.imgproc.Imgproc;

/**
 * C of the ABCD rule as one number: the mean distance of the lesion's colours from their mean in
 * CIE 1976 L*a*b* (CIE 15, difference {@code dE*ab}; sRGB primaries, D65 white). About 2 is what an
 * eye just sees.
 */
final class Colours {
  private Colours() {}

  /**
   * @param bgr the reduced image
   * @param mask of the same size
   */
  static double variegation(Mat bgr, Mat mask) {
    Rect box = Imgproc.boundingRect(mask);
    if (box.area() == 0) {
      return 0;
    }
    Mat inside = mask.submat(box);
    Mat shares = LesionMeasurer.reduced(inside, LesionMeasurer.LESION_SIDE);
    byte[] lesion = new byte[shares.rows() * shares.cols()];
    shares.get(0, 0, lesion);
    shares.release();
    inside.release();
    Mat around = bgr.submat(box);
    Mat colours = LesionMeasurer.reduced(around, LesionMeasurer.LESION_SIDE);
    float[] lab = lab(colours, lesion);
    colours.release();
    around.release();
    return meanDistance(lab, mean(lab));
  }

  private static double[] mean(float[] lab) {
    double l = 0;
    double a = 0;
    double b = 0;
    for (int i = 0; i < lab.length; i += 3) {
      l += lab[i];
      a += lab[i + 1];
      b += lab[i + 2];
    }
    double pixels = Math.max(1, lab.length / 3);
    return new double[] {l / pixels, a / pixels, b / pixels};
  }

  private static double meanDistance(float[] lab, double[] from) {
    double distance = 0;
    for (int i = 0; i < lab.length; i += 3) {
      double l = lab[i] - from[0];
      double a = lab[i + 1] - from[1];
      double b = lab[i + 2] - from[2];
      distance += Math.sqrt(l * l + a * a + b * b);
    }
    int pixels = lab.length / 3;
    return pixels == 0 ? 0 : distance / pixels;
  }

  /** Of the lesion's pixels alone, one after the other. */
  private static float[] lab(Mat bgr, byte[] shares) {
    byte[] all = new byte[3 * shares.length];
    bgr.get(0, 0, all);
    int pixels = 0;
    for (int i = 0; i < shares.length; i++) {
      if ((shares[i] & 0xFF) > LesionMeasurer.HALF) {
        all[3 * pixels] = all[3 * i];
        all[3 * pixels + 1] = all[3 * i + 1];
        all[3 * pixels + 2] = all[3 * i + 2];
        pixels++;
      }
    }
    if (pixels == 0) {
      return new float[0];
    }
    Mat lab = new Mat(1, pixels, CvType.CV_8UC3);
    lab.put(0, 0, all, 0, 3 * pixels);
    lab.convertTo(lab, CvType.CV_32FC3, 1 / 255.0);
    Imgproc.cvtColor(lab, lab, Imgproc.COLOR_BGR2Lab);
    float[] values = new float[3 * pixels];
    lab.get(0, 0, values);
    lab.release();
    return values;
  }
}
