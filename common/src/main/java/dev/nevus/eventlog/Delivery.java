package dev.nevus.eventlog;

import dev.nevus.event.Correlation;
import dev.nevus.event.Event;
import dev.nevus.event.Origin;

/**
 * One event handed to a worker.
 *
 * @param event what happened
 * @param correlation what travels with it
 * @param origin where it stands
 * @param attempt how often it was handed out, this time included, counted over all workers, those
 *     that died under it too
 */
public record Delivery(Event event, Correlation correlation, Origin origin, int attempt) {}
