package dev.nevus.eventlog;

import dev.nevus.store.ObjectStore;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;

/**
 * How a record comes to be given up: after which attempts, and where it goes then.
 *
 * @param suspects counts attempts at records that a process may have died with
 * @param letters takes what is given up
 */
public record GivingUp(Suspects suspects, DeadLetters letters) {
  /** Both kept in this store, and told to this log. */
  public static GivingUp in(ObjectStore store, EventLog log, Clock clock, MeterRegistry registry) {
    return new GivingUp(new Suspects(store), new DeadLetters(store, log, clock, registry));
  }
}
