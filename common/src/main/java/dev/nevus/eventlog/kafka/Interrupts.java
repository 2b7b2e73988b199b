package dev.nevus.eventlog.kafka;

import org.apache.kafka.common.errors.InterruptException;

/** Kafka's own interruption as the one that Java's callers know. */
final class Interrupts {
  private Interrupts() {}

  /** Kafka's is unchecked and leaves the flag set, which this clears. */
  static InterruptedException checked(InterruptException e) {
    boolean unused = Thread.interrupted();
    InterruptedException interrupted = new InterruptedException("while talking to the log");
    interrupted.initCause(e);
    return interrupted;
  }
}
