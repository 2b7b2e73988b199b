package dev.nevus.segment;

import org.opencv.core.Core;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.Size;
import org.opencv.imgproc.Imgproc;
import org.opencv.imgproc.Moments;

/**
 * A of the ABCD rule, for the outline: the lesion is folded about each of its two principal axes of
 * inertia, and what does not come to lie on the other half is counted (after Stoecker, Li and Moss,
 * Computerized Medical Imaging and Graphics 16:191-197, 1992): the mean over both axes of {@code |M
 * xor M'| / (2 |M|)}, where {@code M'} is the mask mirrored at the axis. The axes cross in the
 * centre of mass at half the angle of {@code atan2(2 mu11, mu20 - mu02)}.
 */
final class Asymmetry {
  private Asymmetry() {}

  /** 0 for mirror symmetry about both axes, up to 1. */
  static double of(Mat mask) {
    Mat shares = LesionMeasurer.reduced(mask, LesionMeasurer.LESION_SIDE);
    Mat small = new Mat();
    Imgproc.threshold(shares, small, LesionMeasurer.HALF, 255, Imgproc.THRESH_BINARY);
    shares.release();
    Mat upright = onPrincipalAxes(small);
    small.release();
    double area = Core.countNonZero(upright);
    double outside = unfolded(upright, 0) + unfolded(upright, 1);
    upright.release();
    return area == 0 ? 0 : Math.min(1, outside / (4 * area));
  }

  /** The lesion in the middle of a rectangle of odd sides, its principal axes parallel to them. */
  private static Mat onPrincipalAxes(Mat mask) {
    Moments m = Imgproc.moments(mask, true);
    double area = Math.max(1, m.m00);
    double x = m.m10 / area;
    double y = m.m01 / area;
    double angle = 0.5 * Math.atan2(2 * m.mu11, m.mu20 - m.mu02);
    double cos = Math.cos(angle);
    double sin = Math.sin(angle);
    int halfWidth = reach(mask, x, y, cos, sin);
    int halfHeight = reach(mask, x, y, -sin, cos);
    Mat turn = new Mat(2, 3, CvType.CV_64F);
    turn.put(
        0, 0, cos, sin, halfWidth - cos * x - sin * y, -sin, cos, halfHeight + sin * x - cos * y);
    Mat turned = new Mat();
    Size side = new Size(2 * halfWidth + 1, 2 * halfHeight + 1);
    Imgproc.warpAffine(mask, turned, turn, side, Imgproc.INTER_LINEAR);
    Imgproc.threshold(turned, turned, LesionMeasurer.HALF, 255, Imgproc.THRESH_BINARY);
    turn.release();
    return turned;
  }

  /** How far the farthest corner is from the centre, along an axis. */
  private static int reach(Mat mask, double x, double y, double axisX, double axisY) {
    double across = Math.max(x, mask.cols() - x) * Math.abs(axisX);
    double along = Math.max(y, mask.rows() - y) * Math.abs(axisY);
    return (int) Math.ceil(across + along) + 1;
  }

  private static double unfolded(Mat upright, int axis) {
    Mat mirrored = new Mat();
    Core.flip(upright, mirrored, axis);
    Core.bitwise_xor(upright, mirrored, mirrored);
    double pixels = Core.countNonZero(mirrored);
    mirrored.release();
    return pixels;
  }
}
