package dev.nevus.trainer.evaluation;

import dev.nevus.mask.Overlap;
import dev.nevus.trainer.dataset.LabelledImage;

/** What a model scored on one image. */
public record ScoredImage(LabelledImage files, Overlap overlap) {
  /** The image's name. */
  public String id() {
    return files.id();
  }
}
