package dev.nevus.model;

import dev.nevus.segment.GoldenAnswer;
import dev.nevus.settings.OneLine;
import java.util.Optional;

/**
 * What a birth certificate says of the version's second file, the same network in 8 bits: how it
 * was made of the first one, how the two compare, and which of them serves.
 *
 * @param sha256 digest of the file, 64 hex digits
 * @param bytes size of the file
 * @param calibration what its numbers were fitted to
 * @param golden what it makes of the version's golden picture, which another file answers otherwise
 * @param comparison of both files
 * @param serving which of them serves
 */
public record QuantizedFile(
    String sha256,
    long bytes,
    Calibration calibration,
    Optional<GoldenAnswer> golden,
    Comparison comparison,
    Serving serving) {

  /**
   * What the range of each 8-bit number was read from.
   *
   * @param images how many were shown to the first file
   * @param method how ranges follow from the numbers that were seen, in words
   * @param sha256 digest over the sorted digests of all images and masks; empty where not known
   */
  public record Calibration(int images, String method, String sha256) {}

  /**
   * Both files side by side.
   *
   * @param f32 how well the first file did on the validation images
   * @param int8 how well this one did on them
   * @param timesAsFast median time of an image in the first file over that in this one, on one
   *     thread of the machine that made it
   */
  public record Comparison(Evaluation f32, Evaluation int8, double timesAsFast) {
    /** Points of thresholded Jaccard, 0 to 1, that this file has less; below 0 if it has more. */
    public double loss() {
      return f32.thresholdedJaccard() - int8.thresholdedJaccard();
    }
  }

  /**
   * Which file serves.
   *
   * @param reason why, one line
   */
  public record Serving(Precision precision, String reason) {
    /**
     * @throws IllegalArgumentException if the reason is no line
     */
    public Serving {
      if (!OneLine.is(reason, OneLine.LONGEST)) {
        throw new IllegalArgumentException(
            "the reason must be told in one line of 1 to " + OneLine.LONGEST + " characters");
      }
    }
  }

  /** The same with an answer of its own: changed only before it is published. */
  public QuantizedFile withGolden(GoldenAnswer answer) {
    return new QuantizedFile(sha256, bytes, calibration, Optional.of(answer), comparison, serving);
  }
}
