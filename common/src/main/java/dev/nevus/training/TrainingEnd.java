package dev.nevus.training;

import dev.nevus.model.ModelId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * How a training ended; never changes.
 *
 * @param number of the training
 * @param outcome what became of it
 * @param model what it made, if it came so far
 * @param reasons one line each
 * @param at when
 */
public record TrainingEnd(
    int number, Outcome outcome, Optional<ModelId> model, List<String> reasons, Instant at) {
  /** What can become of a training. */
  public enum Outcome {
    /** Its model serves. */
    PROMOTED,
    /** Its model did not earn its place. */
    REFUSED,
    /** It made no model. */
    FAILED
  }

  public TrainingEnd {
    reasons = List.copyOf(reasons);
  }
}
