package dev.nevus.segment;

import dev.nevus.image.LesionImage;
import dev.nevus.mask.LesionMeasures.Quality;
import dev.nevus.mask.Mask;
import java.util.EnumSet;
import java.util.Set;
import org.opencv.core.Core;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.Rect;
import org.opencv.core.Scalar;
import org.opencv.imgproc.Imgproc;

/**
 * Why a person should look twice. Grey is Rec. 601 luma, 0 to 255, of the reduced image:
 *
 * <ul>
 *   <li>blurred: the variance of the Laplacian (Pech-Pacheco et al., Proc. ICPR 15, vol. 3,
 *       314-317, 2000) is below {@value #LEAST_SHARPNESS};
 *   <li>low contrast: the mean greys inside the mask and outside, dark frame left out, differ by
 *       less than {@value #LEAST_CONTRAST};
 *   <li>dark frame: more than {@value #MOST_DARK_SHARE} of the four corners, squares of an {@value
 *       #CORNER_PART}th of the short side, is darker than {@value #DARK}.
 * </ul>
 *
 * The limits were set by looking at the ISIC 2017 images: each flag marks 2 to 9 in a hundred.
 */
public final class ImageQuality {
  static final double LEAST_SHARPNESS = 12;
  static final double LEAST_CONTRAST = 6;
  static final double MOST_DARK_SHARE = 0.3;

  /** Grey below which a pixel shows no skin: a frame, a pen, a hair. */
  public static final int DARK = 40;

  private static final int CORNER_PART = 10;

  private ImageQuality() {}

  /**
   * Judges an image of any size.
   *
   * @param lesion the mask, of the same size
   */
  public static Set<Quality> of(LesionImage image, Mask lesion) {
    Mat small = LesionMeasurer.small(image, lesion);
    Mat smallLesion = LesionMeasurer.shares(image, lesion);
    try {
      Imgproc.threshold(smallLesion, smallLesion, LesionMeasurer.HALF, 255, Imgproc.THRESH_BINARY);
      return of(small, smallLesion);
    } finally {
      small.release();
      smallLesion.release();
    }
  }

  /**
   * @param bgr the reduced image
   * @param lesion its mask, of the same size
   */
  static Set<Quality> of(Mat bgr, Mat lesion) {
    Mat grey = new Mat();
    Imgproc.cvtColor(bgr, grey, Imgproc.COLOR_BGR2GRAY);
    Set<Quality> quality = EnumSet.noneOf(Quality.class);
    if (sharpness(grey) < LEAST_SHARPNESS) {
      quality.add(Quality.BLURRED);
    }
    if (darkShareOfCorners(grey) > MOST_DARK_SHARE) {
      quality.add(Quality.DARK_FRAME);
    }
    if (contrast(grey, lesion) < LEAST_CONTRAST) {
      quality.add(Quality.LOW_CONTRAST);
    }
    grey.release();
    return quality;
  }

  static double sharpness(Mat grey) {
    Mat laplacian = new Mat();
    Imgproc.Laplacian(grey, laplacian, CvType.CV_16S);
    // The textbook's meanStdDev has no vectorised path for 16 bits, these two have.
    double mean = Core.sumElems(laplacian).val[0] / laplacian.total();
    double variance = laplacian.dot(laplacian) / laplacian.total() - mean * mean;
    laplacian.release();
    return variance;
  }

  /** 0 where there is nothing on one of the sides to compare with. */
  static double contrast(Mat grey, Mat lesion) {
    Mat skin = new Mat();
    Core.inRange(grey, new Scalar(DARK), new Scalar(255), skin);
    skin.setTo(new Scalar(0), lesion);
    boolean bothSides = Core.countNonZero(skin) > 0 && Core.countNonZero(lesion) > 0;
    double contrast = bothSides ? Math.abs(mean(grey, lesion) - mean(grey, skin)) : 0;
    skin.release();
    return contrast;
  }

  /** OpenCV's own mean under a mask takes three times as long. */
  private static double mean(Mat grey, Mat mask) {
    Mat masked = new Mat();
    Core.bitwise_and(grey, mask, masked);
    double mean = Core.sumElems(masked).val[0] / Core.countNonZero(mask);
    masked.release();
    return mean;
  }

  static double darkShareOfCorners(Mat grey) {
    int side = Math.max(1, Math.min(grey.cols(), grey.rows()) / CORNER_PART);
    int right = grey.cols() - side;
    int bottom = grey.rows() - side;
    int dark = 0;
    for (int[] at : new int[][] {{0, 0}, {right, 0}, {0, bottom}, {right, bottom}}) {
      Mat corner = grey.submat(new Rect(at[0], at[1], side, side));
      Mat bright = new Mat();
      Imgproc.threshold(corner, bright, DARK - 1, 255, Imgproc.THRESH_BINARY);
      dark += side * side - Core.countNonZero(bright);
      bright.release();
      corner.release();
    }
    return dark / (4.0 * side * side);
  }
}
