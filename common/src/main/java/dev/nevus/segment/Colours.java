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
    Mat colours = LesionMeasurer.reduced(bgr.submat(box), LesionMeasurer.LESION_SIDE);
    Mat inside = LesionMeasurer.reduced(mask.submat(box), LesionMeasurer.LESION_SIDE);
    Imgproc.threshold(inside, inside, LesionMeasurer.HALF, 255, Imgproc.THRESH_BINARY);
    byte[] lesion = new byte[inside.rows() * inside.cols()];
    inside.get(0, 0, lesion);
    inside.release();
    float[] lab = lab(colours);
    colours.release();
    return meanDistance(lab, lesion, mean(lab, lesion));
  }

  private static double[] mean(float[] lab, byte[] lesion) {
    double[] mean = new double[3];
    int pixels = 0;
    for (int i = 0; i < lesion.length; i++) {
      if (lesion[i] != 0) {
        pixels++;
        for (int c = 0; c < 3; c++) {
          mean[c] += lab[3 * i + c];
        }
      }
    }
    for (int c = 0; c < 3; c++) {
      mean[c] /= Math.max(1, pixels);
    }
    return mean;
  }

  private static double meanDistance(float[] lab, byte[] lesion, double[] from) {
    double distance = 0;
    int pixels = 0;
    for (int i = 0; i < lesion.length; i++) {
      if (lesion[i] != 0) {
        pixels++;
        double l = lab[3 * i] - from[0];
        double a = lab[3 * i + 1] - from[1];
        double b = lab[3 * i + 2] - from[2];
        distance += Math.sqrt(l * l + a * a + b * b);
      }
    }
    return pixels == 0 ? 0 : distance / pixels;
  }

  private static float[] lab(Mat bgr) {
    Mat lab = new Mat();
    bgr.convertTo(lab, CvType.CV_32FC3, 1 / 255.0);
    Imgproc.cvtColor(lab, lab, Imgproc.COLOR_BGR2Lab);
    float[] values = new float[lab.rows() * lab.cols() * 3];
    lab.get(0, 0, values);
    lab.release();
    return values;
  }
}
