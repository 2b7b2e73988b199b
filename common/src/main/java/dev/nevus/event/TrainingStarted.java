package dev.nevus.event;

import dev.nevus.model.ModelId;
import java.time.Instant;
import java.util.Optional;

/**
 * A training has its number and its data set, and begins.
 *
 * @param training its number, counted from 1
 * @param dataSet SHA-256 of the manifest of its images and labels, 64 hex digits
 * @param trigger why it begins, one line
 * @param start the model whose weights it begins with; random weights where empty
 * @param at when
 */
public record TrainingStarted(
    int training, String dataSet, String trigger, Optional<ModelId> start, Instant at)
    implements Event {
  /**
   * @throws IllegalArgumentException if the number is not positive
   */
  public TrainingStarted {
    if (training < 1) {
      throw new IllegalArgumentException("trainings are counted from 1");
    }
  }

  @Override
  public String id() {
    return "training-started/" + training;
  }

  @Override
  public String key() {
    return Integer.toString(training);
  }
}
