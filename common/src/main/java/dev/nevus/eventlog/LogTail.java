package dev.nevus.eventlog;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;

/** Reads topics whole, from a place that the reader keeps itself, and goes on with what comes. */
public interface LogTail extends AutoCloseable {
  /** A partition of a topic. */
  record Partition(String topic, int number) {}

  /** Who reads; keeps its own place together with what it made of the records. */
  interface Reader {
    /** From where to read: the offset after the last record seen, or absent for the beginning. */
    Map<Partition, Long> positions() throws IOException;

    /**
     * Takes in records of all partitions, in order within each, and the places after them. Called
     * now and then without any, so that a reader whose places moved can say so.
     *
     * @throws PlacesMovedException if its places were moved by somebody else: reading begins anew
     *     at {@link #positions}
     * @throws IOException if they could not be taken in: they come again after a pause
     */
    void take(List<LogRecord> records) throws IOException, InterruptedException;
  }

  /** Starts reading on one thread of its own and returns at once. To be called once. */
  void start(Set<Topic> topics, Reader reader);

  /**
   * Records between the place reached and the log's end at the last look; empty before the first
   * look.
   */
  OptionalLong behind();

  /** Stops reading. Harmless when repeated. */
  @Override
  void close();
}
