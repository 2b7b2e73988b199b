package dev.nevus.event;

import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Pattern;

/**
 * What a sender says about an image. Pseudonyms only: Nevus neither needs nor wants names.
 *
 * @param patient the sender's pseudonym of the patient
 * @param lesion the sender's pseudonym of the lesion
 * @param bodySite where on the body, as the sender codes it
 * @param pixelSpacingMm millimetres from one pixel to the next, 0.0001 to 10
 * @param source who sent it: a hospital, a ward, a device, in the operator's own words
 */
public record ImageMetadata(
    Optional<String> patient,
    Optional<String> lesion,
    Optional<String> bodySite,
    OptionalDouble pixelSpacingMm,
    Optional<String> source) {
  /** Nothing is known. */
  public static final ImageMetadata NONE =
      new ImageMetadata(
          Optional.empty(), Optional.empty(), Optional.empty(), OptionalDouble.empty());

  private static final Pattern PSEUDONYM = Pattern.compile("[\\p{L}\\p{N} ._:/-]{1,64}");
  private static final double MIN_SPACING = 0.0001;
  private static final double MAX_SPACING = 10;

  /**
   * @throws IllegalArgumentException naming the first field that has another form
   */
  public ImageMetadata {
    require("patient", patient);
    require("lesion", lesion);
    require("body-site", bodySite);
    require("source", source);
    if (pixelSpacingMm.isPresent() && !isSpacing(pixelSpacingMm.getAsDouble())) {
      throw new IllegalArgumentException("pixel-spacing must be between 0.0001 and 10 mm");
    }
  }

  /** From a source that is not named. */
  public ImageMetadata(
      Optional<String> patient,
      Optional<String> lesion,
      Optional<String> bodySite,
      OptionalDouble pixelSpacingMm) {
    this(patient, lesion, bodySite, pixelSpacingMm, Optional.empty());
  }

  /**
   * The same, with the spacing that the image's file tells where the sender told none. A file's
   * nonsense is left out, for it is not what the sender said.
   */
  public ImageMetadata orSpacing(OptionalDouble ofTheFile) {
    boolean isTold = ofTheFile.isPresent() && isSpacing(ofTheFile.getAsDouble());
    return pixelSpacingMm.isPresent() || !isTold
        ? this
        : new ImageMetadata(patient, lesion, bodySite, ofTheFile, source);
  }

  private static boolean isSpacing(double mm) {
    return mm >= MIN_SPACING && mm <= MAX_SPACING;
  }

  private static void require(String field, Optional<String> value) {
    if (value.isPresent() && !PSEUDONYM.matcher(value.get()).matches()) {
      throw new IllegalArgumentException(
          field + " must be 1 to 64 letters, digits, spaces or . _ : / -");
    }
  }
}
