package dev.nevus.trainer.training;

import dev.nevus.trainer.dataset.Augmentation;
import dev.nevus.trainer.unet.UNetShape;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a training run does. Everything random in it comes from {@code seed}.
 *
 * <p>The notebook's dropout is heavy: after a few epochs the net segments well with the noise that
 * it learned under and poorly without, and serving has none. So about half of a run goes without
 * dropout, and there the learning rate falls.
 *
 * @param epochs with the notebook's dropout
 * @param endingEpochs after those, without dropout
 * @param batch images a step
 */
public record TrainingPlan(UNetShape shape, int epochs, int endingEpochs, int batch, long seed) {
  private static final double RATE = 1e-3;
  private static final double ENDING_PEAK = 5e-4;
  private static final double ENDING_FLOOR = 1e-5;

  /** Refuses an empty plan. */
  public TrainingPlan {
    if (epochs < 1 || endingEpochs < 0 || batch < 1) {
      throw new IllegalArgumentException(
          "epochs %d, ending epochs %d, batch %d".formatted(epochs, endingEpochs, batch));
    }
  }

  /** For the manifest: name to value, in reading order. */
  Map<String, String> settings() {
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("epochs", epochs + " with dropout, then " + endingEpochs + " without");
    settings.put("batch", Integer.toString(batch));
    settings.put("seed", Long.toString(seed));
    settings.put("loss", "binary cross entropy a pixel");
    settings.put("optimiser", "Adam");
    settings.put(
        "learningRate",
        "%s with dropout, then %s falling along a cosine to %s"
            .formatted(RATE, ENDING_PEAK, ENDING_FLOOR));
    settings.put("augmentation", Augmentation.FLIPS_TURNS_COLOUR.toString());
    settings.put("chosenEpoch", "best mean Jaccard of the validation images at the net's size");
    return settings;
  }

  int epochs(Phase phase) {
    return phase == Phase.DROPOUT ? epochs : endingEpochs;
  }

  LearningRate learningRate(Phase phase, int stepsPerEpoch) {
    int steps = Math.max(1, epochs(phase) * stepsPerEpoch);
    return phase == Phase.DROPOUT
        ? new LearningRate(RATE, RATE, 1, steps)
        : new LearningRate(ENDING_PEAK, ENDING_FLOOR, 0, steps);
  }
}
