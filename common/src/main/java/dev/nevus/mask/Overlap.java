package dev.nevus.mask;

import org.opencv.core.Core;
import org.opencv.core.Mat;

/**
 * How a predicted mask and the true one overlap, counted in pixels, with the scores of the ISIC
 * challenge (Codella et al. 2017, arXiv:1710.05006): {@code TP} are lesion in both, {@code FP} in
 * the prediction alone, {@code FN} in the truth alone, {@code TN} in neither. Scores lie in 0 to 1;
 * where a score's denominator is 0 both masks agree on there being nothing, and it is 1.
 *
 * @param truePositives pixels
 * @param falsePositives pixels
 * @param falseNegatives pixels
 * @param trueNegatives pixels
 */
public record Overlap(
    long truePositives, long falsePositives, long falseNegatives, long trueNegatives) {
  /**
   * Below this Jaccard index an image counts as failed in the thresholded score (ISIC 2018, task
   * 1).
   */
  public static final double JACCARD_THRESHOLD = 0.65;

  /**
   * Counts the four cases.
   *
   * @throws IllegalArgumentException if the sizes differ
   */
  public static Overlap of(Mask predicted, Mask truth) {
    if (predicted.width() != truth.width() || predicted.height() != truth.height()) {
      throw new IllegalArgumentException("sizes differ: %s and %s".formatted(predicted, truth));
    }
    Mat both = new Mat();
    Core.bitwise_and(predicted.pixels(), truth.pixels(), both);
    long truePositives = Core.countNonZero(both);
    both.release();
    long falsePositives = predicted.area() - truePositives;
    long falseNegatives = truth.area() - truePositives;
    long all = (long) truth.width() * truth.height();
    return new Overlap(
        truePositives,
        falsePositives,
        falseNegatives,
        all - truePositives - falsePositives - falseNegatives);
  }

  /** Jaccard index (intersection over union), TP / (TP + FP + FN). */
  public double jaccard() {
    return share(truePositives, truePositives + falsePositives + falseNegatives);
  }

  /** The Jaccard index, or 0 where it is below {@link #JACCARD_THRESHOLD}. */
  public double thresholdedJaccard() {
    return jaccard() < JACCARD_THRESHOLD ? 0 : jaccard();
  }

  /** Dice coefficient, 2 TP / (2 TP + FP + FN). */
  public double dice() {
    return share(2 * truePositives, 2 * truePositives + falsePositives + falseNegatives);
  }

  /** Sensitivity (recall), TP / (TP + FN). */
  public double sensitivity() {
    return share(truePositives, truePositives + falseNegatives);
  }

  /** Specificity, TN / (TN + FP). */
  public double specificity() {
    return share(trueNegatives, trueNegatives + falsePositives);
  }

  /** Pixel accuracy, (TP + TN) / all. */
  public double accuracy() {
    return share(
        truePositives + trueNegatives,
        truePositives + falsePositives + falseNegatives + trueNegatives);
  }

  private static double share(long part, long whole) {
    return whole == 0 ? 1 : (double) part / whole;
  }
}
