package dev.nevus.trainer.promotion;

import dev.nevus.mask.Overlap;
import dev.nevus.trainer.evaluation.ImageTraits;

/**
 * What a model scored on one image of the frozen set.
 *
 * @param image the image's name in the set
 * @param overlap of the model's mask with the true one
 * @param traits what may make the image hard; nothing of them depends on the model
 */
public record ImageScore(String image, Overlap overlap, ImageTraits traits) {
  /** Whether both scores were taken on one image against one true mask. */
  boolean isOfTheSameAs(ImageScore other) {
    return image.equals(other.image)
        && traits.equals(other.traits)
        && lesion(overlap) == lesion(other.overlap)
        && skin(overlap) == skin(other.overlap);
  }

  private static long lesion(Overlap overlap) {
    return overlap.truePositives() + overlap.falseNegatives();
  }

  private static long skin(Overlap overlap) {
    return overlap.trueNegatives() + overlap.falsePositives();
  }
}
