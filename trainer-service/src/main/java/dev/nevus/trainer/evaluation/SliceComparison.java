package dev.nevus.trainer.evaluation;

import dev.nevus.mask.Overlap;
import java.util.List;

/**
 * Two models on the images with one trait.
 *
 * @param trait which of the traits, for example {@code lesion size}
 * @param name which part of it, for example {@code below 5 %}
 * @param images how many there are, at least one
 * @param thresholdedDifference the second model's mean thresholded Jaccard index less the first's,
 *     -1 to 1
 */
public record SliceComparison(String trait, String name, int images, double thresholdedDifference) {

  /**
   * Every slice that holds an image.
   *
   * @param traits of each image
   * @param first of the same images in the same order
   * @param second of the same images in the same order
   */
  public static List<SliceComparison> of(
      List<ImageTraits> traits, List<Overlap> first, List<Overlap> second) {
    if (traits.size() != first.size() || first.size() != second.size()) {
      throw new IllegalArgumentException("not the same images");
    }
    double[] differences = Comparison.differences(Measure.THRESHOLDED_JACCARD, first, second);
    return Slices.groups(traits).stream().map(group -> of(group, differences)).toList();
  }

  private static SliceComparison of(TraitGroup group, double[] differences) {
    double sum = 0;
    for (int position : group.images()) {
      sum += differences[position];
    }
    int images = group.images().size();
    return new SliceComparison(group.trait(), group.name(), images, sum / images);
  }
}
