package dev.nevus.trainer;

import dev.nevus.trainer.dataset.Augmentation;
import dev.nevus.trainer.training.TrainingPlan;
import dev.nevus.trainer.unet.SegmentationLoss;
import dev.nevus.trainer.unet.UNet;
import dev.nevus.trainer.unet.UNetShape;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.schedule.FixedSchedule;

/** Nets and plans that are small enough to train in a test. */
public final class SmallNets {
  private SmallNets() {}

  /** Without dropout, with random weights. */
  public static ComputationGraph build(UNetShape shape, long seed) {
    return build(shape, UNet.Dropout.OFF, seed);
  }

  public static ComputationGraph build(UNetShape shape, UNet.Dropout dropout, long seed) {
    return UNet.build(
        shape, dropout, new SegmentationLoss(1, shape.gridCells()), new FixedSchedule(3e-3), seed);
  }

  /** Eight varied images a step; runs all of its epochs. */
  public static TrainingPlan plan(UNetShape shape, int epochs, long seed) {
    return plan(shape, epochs, seed, Augmentation.FULL);
  }

  /** Eight images a step; runs all of its epochs. */
  public static TrainingPlan plan(
      UNetShape shape, int epochs, long seed, Augmentation augmentation) {
    return new TrainingPlan(
        shape, epochs, 8, seed, epochs, 1, augmentation, TrainingPlan.RANDOM_WEIGHTS);
  }
}
