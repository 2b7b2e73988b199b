package dev.nevus.mask;

import java.util.OptionalDouble;
import java.util.Set;

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
 * @param borderEntropy mean binary entropy of the probabilities along the border, 0 to 1 bit; high
 *     where the border is vague
 * @param quality what makes the image or the mask doubtful
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

  public LesionMeasures {
    quality = Set.copyOf(quality);
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
