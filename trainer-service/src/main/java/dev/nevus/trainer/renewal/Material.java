package dev.nevus.trainer.renewal;

import dev.nevus.label.folder.LabelledImage;
import java.util.List;

/**
 * What a training is made of, on this machine.
 *
 * @param training images that it learns from
 * @param validation images that choose its best epoch
 */
record Material(List<LabelledImage> training, List<LabelledImage> validation) {
  Material {
    training = List.copyOf(training);
    validation = List.copyOf(validation);
  }
}
