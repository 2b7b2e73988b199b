package dev.nevus.trainer.training;

import java.time.Duration;
import java.util.Locale;

/**
 * One epoch's outcome.
 *
 * @param epoch counted from 1 through the whole run
 * @param epochs that the run may have at the most
 * @param images learned from in this epoch
 * @param loss the mean loss a pixel while training
 * @param validation how well the weights that would serve do on the validation images
 * @param learningRate at the epoch's last step
 * @param time of the training alone, without validation
 * @param feedingShare of that time in which training waited for images, 0 to 1
 * @param best whether no epoch before validated better
 */
public record EpochReport(
    int epoch,
    int epochs,
    int images,
    double loss,
    ValidationScore validation,
    double learningRate,
    Duration time,
    double feedingShare,
    boolean best) {

  /** Images learned from in a second, waiting for them included. */
  public double imagesPerSecond() {
    return images / Math.max(1e-9, time.toMillis() / 1000.0);
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "epoch %d of %d: loss %.4f, validation loss %.4f, Jaccard %.4f%s, rate %.2g, %d images in"
            + " %.1f s, %.1f images/s, %.1f %% of it waiting for images",
        epoch,
        epochs,
        loss,
        validation.loss(),
        validation.jaccard(),
        best ? " (best)" : "",
        learningRate,
        images,
        time.toMillis() / 1000.0,
        imagesPerSecond(),
        100 * feedingShare);
  }
}
