package dev.nevus.eventlog;

import dev.nevus.event.Correlation;
import dev.nevus.event.Event;

/** Where facts are told. Safe for many threads. */
public interface EventLog extends AutoCloseable {
  /**
   * Returns once the event is acknowledged by all in-sync replicas. Telling a fact twice is
   * harmless: its id says that it is the same.
   *
   * @throws EventLogException if no acknowledgement came in time; the event may or may not be on
   *     the log
   */
  void publish(Event event, Correlation correlation) throws EventLogException, InterruptedException;

  /** Returns if the log answers and every topic is there. */
  void check() throws EventLogException, InterruptedException;

  /** Waits, bounded, for what is under way; harmless when repeated. */
  @Override
  void close();
}
