package dev.nevus.trainer.training;

import dev.nevus.trainer.dataset.Augmentation;
import dev.nevus.trainer.unet.SegmentationLoss;
import dev.nevus.trainer.unet.UNet;
import dev.nevus.trainer.unet.UNetShape;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a training run does. Everything random in it comes from {@code seed}.
 *
 * @param epochs at the most
 * @param batch images a step
 * @param patience after so many epochs without a better one the run ends
 * @param diceShare of the loss, see {@link SegmentationLoss}
 * @param start where the weights come from, in words: {@link #RANDOM_WEIGHTS} or which model
 */
public record TrainingPlan(
    UNetShape shape,
    int epochs,
    int batch,
    long seed,
    int patience,
    double diceShare,
    Augmentation augmentation,
    String start) {
  /** Weights drawn from the seed. */
  public static final String RANDOM_WEIGHTS = "random weights";

  /**
   * The notebook's dropout is heavy: after a few epochs the net segments well with the noise that
   * it learned under and poorly without, and serving has none. So most of a run goes without.
   */
  private static final double DROPOUT_PART = 0.4;

  private static final double PEAK = 1e-3;
  private static final double PEAK_FROM_MODEL = 3e-4;
  private static final double FLOOR = 1e-5;
  private static final double WARM_UP = 0.02;
  private static final double HELD = 0.3;

  /** Refuses an empty plan. */
  public TrainingPlan {
    if (epochs < 1 || batch < 1 || patience < 1) {
      throw new IllegalArgumentException(
          "epochs %d, batch %d, patience %d must be 1 or more".formatted(epochs, batch, patience));
    }
  }

  /** For the manifest: name to value, in reading order. */
  public Map<String, String> settings() {
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("start", start);
    settings.put("epochs", "at most " + epochs + ", patience " + patience);
    if (dropoutEpochs() > 0) {
      settings.put("dropout", "the notebook's, in the first " + dropoutEpochs() + " epochs");
    }
    settings.put("batch", Integer.toString(batch));
    settings.put("seed", Long.toString(seed));
    settings.put("loss", loss().toString());
    settings.put("optimiser", UNet.optimiser(shape.architecture()));
    settings.put(
        "learningRate",
        "up to %s in %.0f %% of the steps, held until %.0f %%, then falling along a cosine to %s"
            .formatted(peak(), 100 * WARM_UP, 100 * HELD, FLOOR));
    settings.put("weights", "exponential average of all steps' weights");
    settings.put("augmentation", augmentation.toString());
    settings.put("chosenEpoch", "best mean Jaccard of the validation images at the net's size");
    return settings;
  }

  /** Whether the epoch, counted from 1, drops feature maps. */
  UNet.Dropout dropout(int epoch) {
    return epoch <= dropoutEpochs() ? UNet.Dropout.NOTEBOOK : UNet.Dropout.OFF;
  }

  SegmentationLoss loss() {
    return new SegmentationLoss(diceShare, shape.gridCells());
  }

  LearningRate learningRate(int stepsPerEpoch) {
    return new LearningRate(peak(), FLOOR, WARM_UP, HELD, epochs * stepsPerEpoch);
  }

  private int dropoutEpochs() {
    return shape.architecture().dropsOut() ? (int) Math.round(DROPOUT_PART * epochs) : 0;
  }

  private double peak() {
    return start.equals(RANDOM_WEIGHTS) ? PEAK : PEAK_FROM_MODEL;
  }
}
