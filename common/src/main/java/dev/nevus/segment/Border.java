package dev.nevus.segment;

import java.util.ArrayList;
import java.util.List;
import org.opencv.core.Mat;
import org.opencv.core.MatOfPoint;
import org.opencv.imgproc.Imgproc;

/**
 * The outer border's length and raggedness, B of the ABCD rule.
 *
 * <p>The length is that of the 8-connected chain code of the border's pixels with the weights of
 * Vossepoel and Smeulders (Computer Graphics and Image Processing 20:347-364, 1982), {@code 0.980
 * straight + 1.406 diagonal - 0.091 corners}, which is off by about one per cent where a plain
 * chain code is 5 % too long. The code runs through pixel centres, half a pixel inside the border;
 * a closed curve moved outward by 1/2 grows by {@code 2 pi 1/2} (Steiner's formula), hence {@code +
 * pi}.
 */
final class Border {
  private static final double STRAIGHT = 0.980;
  private static final double DIAGONAL = 1.406;
  private static final double CORNER = 0.091;

  private Border() {}

  /** Length of the outer borders of all components, in pixels. */
  static double length(Mat mask) {
    List<MatOfPoint> borders = new ArrayList<>();
    Mat hierarchy = new Mat();
    Imgproc.findContours(
        mask, borders, hierarchy, Imgproc.RETR_EXTERNAL, Imgproc.CHAIN_APPROX_NONE);
    hierarchy.release();
    double length = 0;
    for (MatOfPoint border : borders) {
      int[] xy = new int[border.rows() * 2];
      border.get(0, 0, xy);
      length += chainLength(xy) + Math.PI;
      border.release();
    }
    return length;
  }

  /** Compactness {@code P^2 / (4 pi A)}; the digital disc's error is cut off at 1. */
  static double irregularity(double perimeter, double area) {
    return Math.max(1, perimeter * perimeter / (4 * Math.PI * area));
  }

  private static double chainLength(int[] xy) {
    int points = xy.length / 2;
    if (points < 2) {
      return 0;
    }
    int straight = 0;
    int corners = 0;
    int dxBefore = xy[0] - xy[2 * points - 2];
    int dyBefore = xy[1] - xy[2 * points - 1];
    for (int i = 0; i < points; i++) {
      int next = (i + 1) % points;
      int dx = xy[2 * next] - xy[2 * i];
      int dy = xy[2 * next + 1] - xy[2 * i + 1];
      straight += dx == 0 || dy == 0 ? 1 : 0;
      corners += dx != dxBefore || dy != dyBefore ? 1 : 0;
      dxBefore = dx;
      dyBefore = dy;
    }
    return STRAIGHT * straight + DIAGONAL * (points - straight) - CORNER * corners;
  }
}
