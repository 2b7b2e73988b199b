package dev.nevus.event;

import dev.nevus.model.ModelId;
import java.time.Instant;
import java.util.List;

/**
 * A candidate did not earn its place.
 *
 * @param model who
 * @param number of the decision, in one row with promotions
 * @param reasons why, one line each
 * @param at when
 */
public record ModelRefused(ModelId model, int number, List<String> reasons, Instant at)
    implements Event {
  /**
   * @throws IllegalArgumentException if the number is not positive
   */
  public ModelRefused {
    if (number < 1) {
      throw new IllegalArgumentException("decisions are counted from 1");
    }
    reasons = List.copyOf(reasons);
  }

  @Override
  public String id() {
    return "model-refused/" + number;
  }

  @Override
  public String key() {
    return model.toString();
  }
}
