package dev.nevus.event;

import dev.nevus.model.ModelId;
import java.time.Instant;
import java.util.Optional;

/**
 * Somebody wants a training now, or a model that is already published judged against the champion.
 *
 * @param request names the request, so that it is served once: 1 to 64 lower-case letters, digits
 *     and hyphens
 * @param judge the model to judge, without any training; a training where empty
 * @param by pseudonym of the person
 * @param reason one line
 * @param at when
 */
public record TrainingRequested(
    String request, Optional<ModelId> judge, String by, String reason, Instant at)
    implements Event {
  /**
   * @throws IllegalArgumentException if the name has another form
   */
  public TrainingRequested {
    if (!request.matches("[a-z0-9-]{1,64}")) {
      throw new IllegalArgumentException("a request is named by letters, digits and hyphens");
    }
  }

  @Override
  public String id() {
    return "training-requested/" + request;
  }

  @Override
  public String key() {
    return request;
  }
}
