package dev.nevus.trainer.evaluation;

import dev.nevus.label.folder.LabelledImage;
import dev.nevus.mask.Overlap;

/** What a model scored on one image. */
public record ScoredImage(LabelledImage files, Overlap overlap) {
  /** The image's name. */
  public String id() {
    return files.id();
  }
}
