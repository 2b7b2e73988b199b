package dev.nevus.event;

import dev.nevus.model.ModelId;
import java.time.Instant;

/**
 * A model became the champion: workers serve it from now on.
 *
 * @param model who
 * @param number of the decision, counted from 1 over all kinds; the highest promotion serves
 * @param by who or what decided
 * @param reason one line
 * @param at when
 */
public record ModelPromoted(ModelId model, int number, String by, String reason, Instant at)
    implements Event {

  /**
   * @throws IllegalArgumentException if the number is not positive
   */
  public ModelPromoted {
    if (number < 1) {
      throw new IllegalArgumentException("promotions are counted from 1");
    }
  }

  @Override
  public String id() {
    return "model-promoted/" + number;
  }

  @Override
  public String key() {
    return model.toString();
  }
}
