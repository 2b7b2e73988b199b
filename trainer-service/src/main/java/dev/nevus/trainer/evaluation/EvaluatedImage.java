package dev.nevus.trainer.evaluation;

import dev.nevus.label.folder.LabelledImage;
import dev.nevus.mask.Overlap;
import java.util.Optional;

/**
 * What became of one image.
 *
 * @param overlap of the model's mask with the true one
 * @param compared of the other model's mask, if there is another
 */
public record EvaluatedImage(
    LabelledImage files, Overlap overlap, Optional<Overlap> compared, ImageTraits traits) {
  /** What the model scored, without the rest. */
  public ScoredImage scored() {
    return new ScoredImage(files, overlap);
  }

  /** The image's name. */
  public String id() {
    return files.id();
  }
}
