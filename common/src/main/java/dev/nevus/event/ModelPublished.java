package dev.nevus.event;

import dev.nevus.model.ModelId;
import dev.nevus.store.ObjectKey;
import java.time.Instant;

/**
 * A model version is in the registry; it does not serve by that alone.
 *
 * @param model who
 * @param manifest where its birth certificate lives
 * @param at when
 */
public record ModelPublished(ModelId model, ObjectKey manifest, Instant at) implements Event {

  @Override
  public String id() {
    return "model-published/" + model;
  }

  @Override
  public String key() {
    return model.toString();
  }
}
