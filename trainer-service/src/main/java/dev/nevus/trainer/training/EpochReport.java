package dev.nevus.trainer.training;

import java.time.Duration;
import java.util.Locale;

/**
 * One epoch's outcome.
 *
 * @param epoch counted from 1 through the whole run
 * @param loss mean cross entropy a pixel
 * @param validationJaccard mean a validation image, at the net's size, threshold 0.5
 * @param time of the training alone, without validation
 */
public record EpochReport(
    int epoch, int images, double loss, double validationJaccard, Duration time, boolean best) {
  double imagesPerSecond() {
    return images / Math.max(1e-9, time.toMillis() / 1000.0);
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "epoch %d: loss %.4f, validation Jaccard %.4f%s, %d images in %.1f s, %.1f images/s",
        epoch,
        loss,
        validationJaccard,
        best ? " (best)" : "",
        images,
        time.toMillis() / 1000.0,
        imagesPerSecond());
  }
}
