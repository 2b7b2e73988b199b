package dev.nevus.event;

import java.time.Instant;

/**
 * A training has finished an epoch, and its checkpoint is durable.
 *
 * @param training its number
 * @param epoch counted from 1
 * @param epochs that it may have at the most
 * @param loss mean over the epoch's pixels
 * @param validationJaccard mean over the validation images at the net's size, 0 to 1
 * @param at when
 */
public record TrainingProgressed(
    int training, int epoch, int epochs, double loss, double validationJaccard, Instant at)
    implements Event {
  /**
   * @throws IllegalArgumentException if a number is not positive
   */
  public TrainingProgressed {
    if (training < 1 || epoch < 1) {
      throw new IllegalArgumentException("trainings and epochs are counted from 1");
    }
  }

  @Override
  public String id() {
    return "training-progressed/" + training + "/" + epoch;
  }

  @Override
  public String key() {
    return Integer.toString(training);
  }
}
