package dev.nevus.event;

import dev.nevus.model.ModelId;
import java.time.Instant;
import java.util.List;

/**
 * A candidate did not earn its place.
 *
 * @param model who
 * @param reasons why, one line each
 * @param at when
 */
public record ModelRefused(ModelId model, List<String> reasons, Instant at) implements Event {

  public ModelRefused {
    reasons = List.copyOf(reasons);
  }

  @Override
  public String id() {
    return "model-refused/" + model;
  }

  @Override
  public String key() {
    return model.toString();
  }
}
