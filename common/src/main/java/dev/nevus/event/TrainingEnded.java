package dev.nevus.event;

import dev.nevus.model.ModelId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A training is over, one way or the other.
 *
 * @param training its number
 * @param outcome {@code promoted}, {@code refused} or {@code failed}
 * @param model what it made, if it came so far
 * @param reasons one line each
 * @param at when
 */
public record TrainingEnded(
    int training, String outcome, Optional<ModelId> model, List<String> reasons, Instant at)
    implements Event {
  /**
   * @throws IllegalArgumentException if the number is not positive
   */
  public TrainingEnded {
    if (training < 1) {
      throw new IllegalArgumentException("trainings are counted from 1");
    }
    reasons = List.copyOf(reasons);
  }

  @Override
  public String id() {
    return "training-ended/" + training;
  }

  @Override
  public String key() {
    return Integer.toString(training);
  }
}
