package dev.nevus.trainer.evaluation;

import dev.nevus.mask.Overlap;
import java.util.ArrayList;
import java.util.List;

/**
 * Two models on the same images, image by image. Every difference is the second model's score less
 * the first's, so above 0 the second is the better one; an interval that holds 0 leaves it open.
 *
 * @param jaccard the second's mean Jaccard index
 * @param thresholdedJaccard the same, indices below 0.65 counted as 0
 * @param jaccardDifference second less first
 * @param thresholdedDifference second less first
 * @param better images with a larger Jaccard index by the second
 * @param worse images with a smaller one
 * @param equal images with the same one
 */
public record Comparison(
    Estimate jaccard,
    Estimate thresholdedJaccard,
    Estimate jaccardDifference,
    Estimate thresholdedDifference,
    int better,
    int worse,
    int equal) {

  /**
   * Compares in pairs, which tells far smaller differences apart than two separate intervals: what
   * makes an image hard is hard for both.
   *
   * @param first one for each image
   * @param second of the same images in the same order
   */
  public static Comparison of(List<Overlap> first, List<Overlap> second, Bootstrap bootstrap) {
    if (first.size() != second.size()) {
      throw new IllegalArgumentException("not the same images");
    }
    double[] jaccard = differences(Measure.JACCARD, first, second);
    int better = 0;
    int worse = 0;
    for (double difference : jaccard) {
      better += difference > 0 ? 1 : 0;
      worse += difference < 0 ? 1 : 0;
    }
    return new Comparison(
        bootstrap.mean(Measure.JACCARD.ofEach(second)),
        bootstrap.mean(Measure.THRESHOLDED_JACCARD.ofEach(second)),
        bootstrap.mean(jaccard),
        bootstrap.mean(differences(Measure.THRESHOLDED_JACCARD, first, second)),
        better,
        worse,
        jaccard.length - better - worse);
  }

  /** Of evaluated images that all have a second model's score. */
  static Comparison of(List<EvaluatedImage> images, Bootstrap bootstrap) {
    List<Overlap> first = new ArrayList<>();
    List<Overlap> second = new ArrayList<>();
    for (EvaluatedImage image : images) {
      first.add(image.overlap());
      second.add(image.compared().orElseThrow());
    }
    return of(first, second, bootstrap);
  }

  /** Second less first, image by image. */
  static double[] differences(Measure measure, List<Overlap> first, List<Overlap> second) {
    double[] differences = new double[first.size()];
    for (int i = 0; i < differences.length; i++) {
      differences[i] = measure.of(second.get(i)) - measure.of(first.get(i));
    }
    return differences;
  }
}
