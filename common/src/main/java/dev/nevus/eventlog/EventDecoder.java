package dev.nevus.eventlog;

import dev.nevus.image.RefusedException;

/** Understands records that hold events. Safe for many threads. */
@FunctionalInterface
public interface EventDecoder {
  /**
   * The event in a record, counted as its first delivery.
   *
   * @throws RefusedException if the record holds no event that this version knows
   */
  Delivery decode(LogRecord record) throws RefusedException;
}
