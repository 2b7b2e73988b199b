package dev.nevus.mask;

import java.util.Arrays;
import java.util.Collections;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a mask says about its lesion, after the A, B, C, D of dermatology. Lengths and areas in
 * pixels of the displayed image unless a name says millimetres; x grows to the right, y downwards.
 * Where no lesion was found all figures are 0.
 *
 * @param areaPixels pixels of the lesion
 * @param areaFraction share of the image, 0 to 1
 * @param box smallest upright rectangle around it
 * @param centroidX column of its centre of mass
 * @param centroidY row of its centre of mass
 * @param equivalentDiameterPixels diameter of the disc of the same area, sqrt(4 A / pi)
 * @param equivalentDiameterMm the same in millimetres, where the pixel spacing is known
 * @param areaMm2 area in square millimetres, where the pixel spacing is known
 * @param perimeterPixels length of the outer border
 * @param asymmetry A: 0 for mirror symmetry about both principal axes, up to 1
 * @param borderIrregularity B: perimeter^2 / (4 pi A); 1 for a disc, larger the more ragged
 * @param colourVariegation C: mean distance of the lesion's colours from their mean, in CIELAB
 *     units
 * @param meanConfidence mean probability inside the mask, 0 to 1
 * @param borderEntropy mean binary entropy of the probabilities close to the border, 0 to 1 bit;
 *     high where the border is vague
 * @param quality what makes the image or the mask doubtful, in the order of {@link Quality}
 */
public record LesionMeasures(
    long areaPixels,
    double areaFraction,
    Box box,
    double centroidX,
    double centroidY,
    double equivalentDiameterPixels,
    OptionalDouble equivalentDiameterMm,
    OptionalDouble areaMm2,
    double perimeterPixels,
    double asymmetry,
    double borderIrregularity,
    double colourVariegation,
    double meanConfidence,
    double borderEntropy,
    Set<Quality> quality) {

  /**
   * @throws IllegalArgumentException if a figure is negative or not a finite number
   */
  public LesionMeasures {
    // Sorted, so that the same measures are always written in the same words.
    quality = Collections.unmodifiableSortedSet(new TreeSet<>(quality));
    double[] figures = {
      areaFraction,
      centroidX,
      centroidY,
      equivalentDiameterPixels,
      perimeterPixels,
      asymmetry,
      borderIrregularity,
      colourVariegation,
      meanConfidence,
      borderEntropy,
      equivalentDiameterMm.orElse(0),
      areaMm2.orElse(0)
    };
    if (areaPixels < 0 || !Arrays.stream(figures).allMatch(LesionMeasures::isMeasure)) {
      throw new IllegalArgumentException("measures are finite numbers from 0 upwards");
    }
  }

  private static boolean isMeasure(double figure) {
    return figure >= 0 && Double.isFinite(figure);
  }

  /**
   * An upright rectangle.
   *
   * @param x leftmost column
   * @param y topmost row
   * @param width columns
   * @param height rows
   */
  public record Box(int x, int y, int width, int height) {}

  /** Why a person should look twice. */
  public enum Quality {
    /** Little fine detail: out of focus or enlarged. */
    BLURRED,
    /** Lesion and skin hardly differ in brightness. */
    LOW_CONTRAST,
    /** Dark corners or a dark frame take part of the image. */
    DARK_FRAME,
    /** The mask is empty. */
    NO_LESION_FOUND
  }
}
