package dev.nevus.segment;

import dev.nevus.image.LesionImage;
import dev.nevus.mask.CentreOfMass;
import dev.nevus.mask.LesionMeasures;
import dev.nevus.mask.LesionMeasures.Box;
import dev.nevus.mask.LesionMeasures.Quality;
import dev.nevus.mask.Mask;
import java.util.OptionalDouble;
import java.util.Set;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.Rect;
import org.opencv.core.Size;
import org.opencv.imgproc.Imgproc;

/**
 * Measures a lesion. Area, box, centre and border come from the full mask; quality from a copy of
 * at most {@value #IMAGE_SIDE} pixels a side, symmetry and colour from copies of the lesion alone
 * of at most {@value #LESION_SIDE}, so that a camera's image costs little more than a thumbnail.
 * The formulas and their sources stand at {@link Border}, {@link Asymmetry}, {@link Colours},
 * {@link Certainty} and {@link ImageQuality}; A, B and C follow the ABCD rule of dermatoscopy
 * (Stolz et al., Eur J Dermatol 4:521-527, 1994; Nachbar et al., J Am Acad Dermatol 30:551-559,
 * 1994), as numbers and not as its scores. Descriptions of a picture, not a diagnosis. Safe for
 * many threads.
 */
public final class LesionMeasurer {
  static final int IMAGE_SIDE = 512;

  /**
   * The copy's longer side is never shorter than this, unless the image's is: halving ends there.
   */
  static final int LEAST_SIDE = IMAGE_SIDE * 3 / 4;

  static final int LESION_SIDE = 160;

  /** A reduced pixel is lesion if more than half of what it stands for was. */
  static final double HALF = 127;

  private LesionMeasurer() {}

  /**
   * The lesion's measures.
   *
   * @param image as displayed
   * @param mask of the same size
   * @param probability that the mask was made of
   * @param pixelSpacingMm millimetres from one pixel to the next, where known
   * @throws IllegalArgumentException if the mask's size is not the image's
   */
  public static LesionMeasures measure(
      LesionImage image, Mask mask, Probability probability, OptionalDouble pixelSpacingMm) {
    if (image.width() != mask.width() || image.height() != mask.height()) {
      throw new IllegalArgumentException("sizes differ: %s and %s".formatted(image, mask));
    }
    Mat small = small(image, mask);
    Mat shares = shares(image, mask);
    Mat smallMask = new Mat();
    Imgproc.threshold(shares, smallMask, HALF, 255, Imgproc.THRESH_BINARY);
    try {
      Set<Quality> quality = ImageQuality.of(small, smallMask);
      if (mask.box().area() == 0) {
        quality.remove(Quality.LOW_CONTRAST);
        quality.add(Quality.NO_LESION_FOUND);
        return nothing(quality);
      }
      double variegation = Colours.variegation(small, smallMask);
      Certainty certainty = Certainty.of(probability, shares);
      return measured(mask, pixelSpacingMm, variegation, certainty, quality);
    } finally {
      small.release();
      shares.release();
      smallMask.release();
    }
  }

  /** The image for quality and colour; the caller releases it. */
  static Mat small(LesionImage image, Mask mask) {
    // Where a side is no multiple of the divisor, the decoder kept a pixel for what is left over.
    // In an image that was turned it may be the first one: then image and mask are less than a
    // pixel
    // of the decoded image apart.
    Rect common = new Rect(0, 0, mask.width() / image.divisor(), mask.height() / image.divisor());
    Mat pixels = image.bgr().submat(common);
    try {
      return reduced(pixels, IMAGE_SIDE);
    } finally {
      pixels.release();
    }
  }

  /**
   * How much of what each pixel of {@link #small} stands for is lesion; the caller releases it.
   * Halves the lesion's surroundings only: elsewhere there is none.
   */
  static Mat shares(LesionImage image, Mask mask) {
    int halvings = Integer.numberOfTrailingZeros(image.divisor());
    while (isLong(mask.width() >> halvings, mask.height() >> halvings, IMAGE_SIDE)) {
      halvings++;
    }
    Mat shares = Mat.zeros(mask.height() >> halvings, mask.width() >> halvings, CvType.CV_8UC1);
    Rect box = mask.box();
    int left = box.x >> halvings;
    int top = box.y >> halvings;
    int right = Math.min(shares.cols(), ((box.x + box.width - 1) >> halvings) + 1);
    int bottom = Math.min(shares.rows(), ((box.y + box.height - 1) >> halvings) + 1);
    if (left < right && top < bottom) {
      Mat lesion =
          mask.pixels()
              .submat(top << halvings, bottom << halvings, left << halvings, right << halvings);
      for (int i = 0; i < halvings; i++) {
        MeanOfAreas.halve(lesion);
      }
      Mat part = shares.submat(top, bottom, left, right);
      lesion.copyTo(part);
      part.release();
      lesion.release();
    }
    Mat small = reduced(shares, IMAGE_SIDE);
    shares.release();
    return small;
  }

  private static LesionMeasures measured(
      Mask mask,
      OptionalDouble spacing,
      double variegation,
      Certainty certainty,
      Set<Quality> quality) {
    Rect box = mask.box();
    Mat lesion = mask.pixels().submat(box);
    CentreOfMass centre = mask.centreOfMass();
    double area = centre.area();
    double diameter = Math.sqrt(4 * area / Math.PI);
    double perimeter = Border.length(lesion);
    double asymmetry = Asymmetry.of(lesion);
    lesion.release();
    return new LesionMeasures(
        Math.round(area),
        area / ((double) mask.width() * mask.height()),
        new Box(box.x, box.y, box.width, box.height),
        centre.x(),
        centre.y(),
        diameter,
        millimetres(spacing, diameter, 1),
        millimetres(spacing, area, 2),
        perimeter,
        asymmetry,
        Border.irregularity(perimeter, area),
        variegation,
        certainty.meanConfidence(),
        certainty.borderEntropy(),
        quality);
  }

  private static OptionalDouble millimetres(OptionalDouble spacing, double pixels, int power) {
    return spacing.isPresent()
        ? OptionalDouble.of(pixels * Math.pow(spacing.getAsDouble(), power))
        : OptionalDouble.empty();
  }

  private static LesionMeasures nothing(Set<Quality> quality) {
    OptionalDouble none = OptionalDouble.empty();
    Box box = new Box(0, 0, 0, 0);
    return new LesionMeasures(0, 0, box, 0, 0, 0, none, none, 0, 0, 0, 0, 0, 0, quality);
  }

  /**
   * The pixels, or a copy whose longer side has at most {@code side}, by halving as long as it can;
   * the caller releases it and changes nothing in it.
   */
  static Mat reduced(Mat pixels, int side) {
    Mat small = MeanOfAreas.same(pixels);
    while (isLong(small.cols(), small.rows(), side)) {
      MeanOfAreas.halve(small);
    }
    double scale = side / (double) Math.max(small.cols(), small.rows());
    if (scale < 1) {
      int width = (int) Math.max(1, Math.round(small.cols() * scale));
      int height = (int) Math.max(1, Math.round(small.rows() * scale));
      // The factor is below 1.5 here: the nearest pixels' mean serves, at a sixth of the time.
      Imgproc.resize(small, small, new Size(width, height), 0, 0, Imgproc.INTER_LINEAR);
    }
    return small;
  }

  /** Whether the longer side is 1.5 times too long or more, and both can be halved. */
  private static boolean isLong(int width, int height, int side) {
    return Math.max(width, height) >= 1.5 * side && Math.min(width, height) >= 2;
  }
}
