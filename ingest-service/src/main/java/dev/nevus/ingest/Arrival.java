package dev.nevus.ingest;

import dev.nevus.event.Urgency;

/**
 * How an image came in.
 *
 * @param door name of the door; senders that do not name themselves are told apart by it alone
 * @param urgency what its sender says: one that says nothing means a live image
 */
public record Arrival(String door, Urgency urgency) {
  /** The door of HTTP. */
  public static final String HTTP = "http";

  /** The door of Kafka. */
  public static final String KAFKA = "kafka";
}
