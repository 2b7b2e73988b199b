package dev.nevus.event;

import dev.nevus.model.ModelId;
import java.time.Instant;

/**
 * A worker serves another model from now on.
 *
 * @param worker which process
 * @param model which model
 * @param number of the decision that it follows
 * @param at when the swap was done
 */
public record ModelServed(String worker, ModelId model, int number, Instant at) implements Event {
  /**
   * @throws IllegalArgumentException if the number is not positive
   */
  public ModelServed {
    if (number < 1) {
      throw new IllegalArgumentException("decisions are counted from 1");
    }
  }

  @Override
  public String id() {
    return "model-served/" + worker + "/" + number;
  }

  @Override
  public String key() {
    return model.toString();
  }
}
