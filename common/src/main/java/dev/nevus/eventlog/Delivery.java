package dev.nevus.eventlog;

import dev.nevus.event.Correlation;
import dev.nevus.event.Event;
import dev.nevus.event.Origin;
import dev.nevus.event.Replay;
import java.util.Optional;

/**
 * One event handed to a worker.
 *
 * @param event what happened
 * @param correlation what travels with it
 * @param origin where it stands
 * @param attempt how often it was handed out, this time included, counted over all workers, those
 *     that died under it too
 * @param replay which dead letter it is a second chance of
 */
public record Delivery(
    Event event, Correlation correlation, Origin origin, int attempt, Optional<Replay> replay) {
  /** Not a second chance. */
  public Delivery(Event event, Correlation correlation, Origin origin, int attempt) {
    this(event, correlation, origin, attempt, Optional.empty());
  }
}
