package dev.nevus.trainer.training;

import dev.nevus.trainer.unet.FlipAveraging;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What someone wants trained.
 *
 * @param images folder of images
 * @param masks folder of their masks
 * @param plan of the run
 * @param from the model file whose weights the run begins with; random weights without
 * @param flips what the model averages over when it serves
 * @param out folder of the run's files
 * @param resume whether to go on with the run that {@code out} holds
 * @param data what the images are called and under which licence they are
 * @param codeVersion of the trainer
 */
public record TrainingOrder(
    Path images,
    Path masks,
    TrainingPlan plan,
    Optional<Path> from,
    FlipAveraging flips,
    Path out,
    boolean resume,
    DataNames data,
    String codeVersion) {

  /** For the manifest. */
  public record DataNames(String name, String licence) {}
}
