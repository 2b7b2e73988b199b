package dev.nevus.trainer.evaluation;

import dev.nevus.mask.LesionMeasures.Quality;
import dev.nevus.mask.Mask;
import dev.nevus.segment.ImageQuality;
import dev.nevus.trainer.dataset.LabelledPair;
import java.util.Optional;
import java.util.OptionalDouble;
import org.opencv.core.Core;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.Scalar;
import org.opencv.core.Size;
import org.opencv.imgproc.Imgproc;

/** Measures what may make an image hard; contrast and hair on a copy of short side 256. */
final class TraitMeasurer {
  private static final double SHORT_SIDE = 256;
  private static final double HALF = 127;

  /** The skin around a lesion reaches so far, as a share of the diameter of a disc of its area. */
  private static final double SURROUNDINGS = 0.25;

  private TraitMeasurer() {}

  /**
   * The traits of one image.
   *
   * @param quality what the data set says of it
   */
  static ImageTraits of(LabelledPair pair, Optional<String> quality) {
    Mask lesion = pair.mask();
    Mat small = reduced(pair.image().bgr());
    Mat smallLesion = new Mat();
    Imgproc.resize(lesion.pixels(), smallLesion, small.size(), 0, 0, Imgproc.INTER_AREA);
    Imgproc.threshold(smallLesion, smallLesion, HALF, 255, Imgproc.THRESH_BINARY);
    Mat grey = new Mat();
    Imgproc.cvtColor(small, grey, Imgproc.COLOR_BGR2GRAY);
    try {
      return new ImageTraits(
          lesion.area() / ((double) lesion.width() * lesion.height()),
          contrast(small, grey, smallLesion),
          ImageQuality.of(pair.image(), lesion).contains(Quality.DARK_FRAME),
          HairCover.share(grey),
          touchesBorder(lesion.pixels()),
          quality);
    } finally {
      small.release();
      smallLesion.release();
      grey.release();
    }
  }

  private static Mat reduced(Mat pixels) {
    double scale = SHORT_SIDE / Math.min(pixels.cols(), pixels.rows());
    if (scale >= 1) {
      return pixels.clone();
    }
    Mat small = new Mat();
    Imgproc.resize(pixels, small, new Size(), scale, scale, Imgproc.INTER_AREA);
    return small;
  }

  /** Difference of the mean L* (CIE 1976, sRGB, D65) of the lesion and of the skin around it. */
  private static OptionalDouble contrast(Mat bgr, Mat grey, Mat lesion) {
    int area = Core.countNonZero(lesion);
    Mat skin = skinAround(grey, lesion, Math.sqrt(4 * area / Math.PI));
    OptionalDouble contrast = OptionalDouble.empty();
    if (area > 0 && Core.countNonZero(skin) > 0) {
      Mat lab = new Mat();
      bgr.convertTo(lab, CvType.CV_32FC3, 1 / 255.0);
      Imgproc.cvtColor(lab, lab, Imgproc.COLOR_BGR2Lab);
      double difference = Core.mean(lab, skin).val[0] - Core.mean(lab, lesion).val[0];
      contrast = OptionalDouble.of(Math.abs(difference));
      lab.release();
    }
    skin.release();
    return contrast;
  }

  private static Mat skinAround(Mat grey, Mat lesion, double diameter) {
    Mat outside = new Mat();
    Core.bitwise_not(lesion, outside);
    Mat distance = new Mat();
    Imgproc.distanceTransform(outside, distance, Imgproc.DIST_L2, Imgproc.DIST_MASK_3);
    double reach = Math.max(2, SURROUNDINGS * diameter);
    Mat near = new Mat();
    Core.inRange(distance, new Scalar(0.5), new Scalar(reach), near);
    Core.inRange(grey, new Scalar(ImageQuality.DARK), new Scalar(255), outside);
    Core.bitwise_and(near, outside, near);
    outside.release();
    distance.release();
    return near;
  }

  private static boolean touchesBorder(Mat mask) {
    Mat[] edges = {mask.row(0), mask.row(mask.rows() - 1), mask.col(0), mask.col(mask.cols() - 1)};
    boolean touches = false;
    for (Mat edge : edges) {
      touches |= Core.countNonZero(edge) > 0;
      edge.release();
    }
    return touches;
  }
}
