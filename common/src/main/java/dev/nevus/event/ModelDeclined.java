package dev.nevus.event;

import dev.nevus.model.ModelId;
import java.time.Instant;

/**
 * A worker does not serve a model that it should: it could not be verified. It serves on what it
 * had.
 *
 * @param worker which process
 * @param model which model
 * @param number of the decision that it does not follow
 * @param code stable reason
 * @param detail one sentence for a person
 * @param at when
 */
public record ModelDeclined(
    String worker, ModelId model, int number, String code, String detail, Instant at)
    implements Event {
  /**
   * @throws IllegalArgumentException if the number is not positive
   */
  public ModelDeclined {
    if (number < 1) {
      throw new IllegalArgumentException("decisions are counted from 1");
    }
  }

  @Override
  public String id() {
    return "model-declined/" + worker + "/" + number;
  }

  @Override
  public String key() {
    return model.toString();
  }
}
