package dev.nevus.event;

import dev.nevus.model.ModelId;
import java.time.Instant;

/**
 * A published model is the candidate from now on: it may run beside the champion, and is judged.
 *
 * @param model who
 * @param number of the decision, in one row with promotions and refusals
 * @param by who or what decided
 * @param reason one line
 * @param at when
 */
public record ModelNominated(ModelId model, int number, String by, String reason, Instant at)
    implements Event {
  /**
   * @throws IllegalArgumentException if the number is not positive
   */
  public ModelNominated {
    if (number < 1) {
      throw new IllegalArgumentException("decisions are counted from 1");
    }
  }

  @Override
  public String id() {
    return "model-nominated/" + number;
  }

  @Override
  public String key() {
    return model.toString();
  }
}
