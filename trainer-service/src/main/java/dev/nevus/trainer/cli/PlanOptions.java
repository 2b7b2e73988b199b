package dev.nevus.trainer.cli;

import dev.nevus.trainer.dataset.Augmentation;
import dev.nevus.trainer.training.TrainingPlan;
import dev.nevus.trainer.unet.NetName;
import dev.nevus.trainer.unet.UNetShape;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How a run learns: everything that fixes its outcome besides its images. */
final class PlanOptions {
  @Option(
      names = "--net",
      paramLabel = "NET",
      defaultValue = "quarter",
      description = "${COMPLETION-CANDIDATES}; by default ${DEFAULT-VALUE}.")
  private NetName net = NetName.quarter;

  @Option(
      names = "--size",
      paramLabel = "PIXELS",
      description =
          "Height and width that the net takes; by default 192 (quarter), 128 (notebook).")
  private @Nullable Integer size;

  @Option(
      names = "--start-channels",
      paramLabel = "N",
      description = "Channels of the first level; by default 32 (quarter), 16 (notebook).")
  private @Nullable Integer startChannels;

  @Option(
      names = "--epochs",
      paramLabel = "N",
      defaultValue = "80",
      description =
          "At the most; the learning rate falls over as many. By default ${DEFAULT-VALUE}.")
  private int epochs;

  @Option(
      names = "--batch",
      paramLabel = "N",
      defaultValue = "16",
      description = "Images a step; by default ${DEFAULT-VALUE}.")
  private int batch;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "123",
      description =
          "Of the split, the weights, the order and the augmentation; by default ${DEFAULT-VALUE}.")
  private long seed;

  @Option(
      names = "--patience",
      paramLabel = "N",
      defaultValue = "10",
      description = "Stop after so many epochs without a better one; by default ${DEFAULT-VALUE}.")
  private int patience;

  @Option(
      names = "--dice",
      paramLabel = "SHARE",
      defaultValue = "1",
      description =
          "How much soft Dice counts beside cross entropy; 0 is the notebook's loss. By default"
              + " ${DEFAULT-VALUE}.")
  private double dice;

  @Option(names = "--no-augmentation", description = "Learn from every image as it is.")
  private boolean plainImages;

  /**
   * @param start see {@link TrainingPlan#start}
   * @throws IllegalArgumentException saying what is out of range
   */
  TrainingPlan plan(String start) {
    UNetShape shape =
        net.shape(
            size == null ? net.size() : size,
            startChannels == null ? net.startChannels() : startChannels);
    Augmentation augmentation = plainImages ? Augmentation.NONE : Augmentation.FULL;
    return new TrainingPlan(shape, epochs, batch, seed, patience, dice, augmentation, start);
  }
}
