package dev.nevus.eventlog;

import java.io.IOException;

/** Works on records one after the other. Idempotent: a record may come again. */
@FunctionalInterface
public interface RecordHandler {
  /**
   * Returns when the record's effects are durable.
   *
   * @throws IOException if a neighbour is away: the same record comes again after a pause, without
   *     a limit
   * @throws InterruptedException if the subscription is closing
   */
  void handle(LogRecord record) throws IOException, InterruptedException;
}
