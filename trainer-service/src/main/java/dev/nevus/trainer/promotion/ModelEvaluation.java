package dev.nevus.trainer.promotion;

import dev.nevus.mask.Overlap;
import dev.nevus.model.Evaluation;
import dev.nevus.model.ModelId;
import dev.nevus.trainer.evaluation.ImageTraits;
import dev.nevus.trainer.evaluation.IsicScoring;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * All that the gate knows of one model.
 *
 * @param model which one
 * @param images its scores on the frozen set, at least one; kept in the order of the images' names
 * @param median time that an image takes in the engine, on one thread
 * @param goldenImageIsRight whether it answers the golden image as it must
 * @param parity the largest difference between the net that was trained and the engine in any
 *     probability, 0 to 1; absent where there is no such net, as of a model that was brought; not a
 *     number where an answer was none
 */
public record ModelEvaluation(
    ModelId model,
    List<ImageScore> images,
    Duration median,
    boolean goldenImageIsRight,
    OptionalDouble parity) {

  /**
   * @throws IllegalArgumentException if there is no image, an image comes twice, or the time or the
   *     difference is below 0
   */
  public ModelEvaluation {
    if (images.isEmpty()) {
      throw new IllegalArgumentException("a model is judged by its images, and there are none");
    }
    Set<String> names = new HashSet<>();
    for (ImageScore score : images) {
      if (!names.add(score.image())) {
        throw new IllegalArgumentException("image %s was scored twice".formatted(score.image()));
      }
    }
    if (median.isNegative() || parity.orElse(0) < 0) {
      throw new IllegalArgumentException("times and differences are not below 0");
    }
    images = images.stream().sorted(Comparator.comparing(ImageScore::image)).toList();
  }

  /** The means over the images, for its certificate. */
  public Evaluation scores() {
    return IsicScoring.means(overlaps());
  }

  /** In the order of the images. */
  List<Overlap> overlaps() {
    return images.stream().map(ImageScore::overlap).toList();
  }

  /** In the order of the images. */
  List<ImageTraits> traits() {
    return images.stream().map(ImageScore::traits).toList();
  }

  void requireSameImagesAs(ModelEvaluation other) {
    if (images.size() != other.images.size()) {
      throw new IllegalArgumentException(
          "%s was scored on %d images, %s on %d: score both on the same ones"
              .formatted(model, images.size(), other.model, other.images.size()));
    }
    for (int i = 0; i < images.size(); i++) {
      if (!images.get(i).isOfTheSameAs(other.images.get(i))) {
        throw new IllegalArgumentException(
            "%s was scored on image %s, %s on %s, or on another mask: score both on the same ones"
                .formatted(model, images.get(i).image(), other.model, other.images.get(i).image()));
      }
    }
  }
}
