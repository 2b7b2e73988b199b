package dev.nevus.trainer.report;

import dev.nevus.trainer.DrawnDiscs;
import dev.nevus.trainer.dataset.Sample;
import dev.nevus.trainer.training.EpochReport;
import dev.nevus.trainer.training.PredictedSample;
import dev.nevus.trainer.training.StepReport;
import dev.nevus.trainer.training.TrainingLog;
import dev.nevus.trainer.training.ValidationScore;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/**
 * Tells logs what a trainer would: steps of 16 images, loss falling from 0.95 to about 0.25 and
 * validation Jaccard rising from 0.66 to about 0.83 over the epochs, with a setback now and then.
 */
public final class RunningTraining {
  public static final int IMAGES = 16;

  private final int epochs;
  private final int steps;

  public RunningTraining(int epochs, int steps) {
    this.epochs = epochs;
    this.steps = steps;
  }

  /** Steps and end of the epochs from {@code first} to {@code last}. */
  public void tell(TrainingLog log, int first, int last) throws IOException {
    for (int epoch = first; epoch <= last; epoch++) {
      for (int step = 1; step <= steps; step++) {
        log.step(step(epoch, step));
      }
      log.epoch(epoch(epoch), shown());
    }
  }

  public StepReport step(int epoch, int step) {
    return new StepReport(epoch, epochs, step, steps, IMAGES, loss(epoch));
  }

  public EpochReport epoch(int epoch) {
    double best = 0;
    for (int before = 1; before < epoch; before++) {
      best = Math.max(best, jaccard(before));
    }
    return new EpochReport(
        epoch,
        epochs,
        steps * IMAGES,
        loss(epoch),
        new ValidationScore(loss(epoch) * 1.02 + 0.02, jaccard(epoch), 0.1 + jaccard(epoch)),
        1e-3 * (1.05 + Math.cos(Math.PI * epoch / epochs)) / 2.05,
        Duration.ofMillis(31_800),
        0.031,
        jaccard(epoch) > best);
  }

  /** Two drawn discs; the prediction is sure of the left half of each. */
  public static List<PredictedSample> shown() {
    return List.of(predicted(1), predicted(2));
  }

  public static double loss(int epoch) {
    return 0.24 + 0.71 * Math.exp(-(epoch - 1) / 8.0);
  }

  public static double jaccard(int epoch) {
    double setback = epoch % 5 == 0 ? 0.02 : 0;
    return 0.832 - 0.172 * Math.exp(-(epoch - 1) / 7.0) - setback;
  }

  private static PredictedSample predicted(long seed) {
    Sample sample = DrawnDiscs.draw(1, 64, seed).get(0);
    return new PredictedSample(sample, 1, 2, new float[] {1, 0});
  }
}
