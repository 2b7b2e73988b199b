package dev.nevus.eventlog;

import dev.nevus.event.Origin;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The log as records at their places, whatever they hold: for whoever has to look a single one up,
 * or to say it once more. Safe for many threads.
 */
public interface RecordLog extends AutoCloseable {
  /**
   * Reads a topic to the end that it has now. Records of a partition come in order.
   *
   * @param since only what was written then or later; from the beginning where empty
   * @param each sees every record, one after the other
   * @throws EventLogException if the log is away: some records may have been seen
   */
  void scan(Topic topic, Optional<Instant> since, Consumer<LogRecord> each)
      throws EventLogException, InterruptedException;

  /**
   * The record at this place; empty where none stands there any more.
   *
   * @throws EventLogException if the log is away
   */
  Optional<LogRecord> find(Origin origin) throws EventLogException, InterruptedException;

  /**
   * Returns once a new record is acknowledged by all in-sync replicas. Appending it again makes
   * another one.
   *
   * @param value empty for a record without value
   * @return where it stands
   * @throws EventLogException if no acknowledgement came in time; it may or may not be on the log
   */
  Origin append(Topic topic, Optional<String> key, Map<String, byte[]> headers, byte[] value)
      throws EventLogException, InterruptedException;

  /** Harmless when repeated. */
  @Override
  void close();
}
