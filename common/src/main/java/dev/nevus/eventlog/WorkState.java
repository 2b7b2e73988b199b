package dev.nevus.eventlog;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * How far a group of workers is.
 *
 * @param waiting records of each topic that are not done yet, those in a worker's hands included
 * @param oldest when the oldest of these was written; empty where none waits, or where it is not
 *     known
 * @param members of the group: with a share group each lane of each worker is one
 */
public record WorkState(Map<Topic, Long> waiting, Optional<Instant> oldest, int members) {
  /**
   * @throws IllegalArgumentException if a number is negative
   */
  public WorkState {
    if (members < 0 || waiting.values().stream().anyMatch(records -> records < 0)) {
      throw new IllegalArgumentException("records and members are counted from 0");
    }
    waiting = Map.copyOf(waiting);
  }

  /** Records of a topic that are not done yet; 0 for one that nobody asked for. */
  public long records(Topic topic) {
    return waiting.getOrDefault(topic, 0L);
  }

  /** Records of all topics that are not done yet. */
  public long records() {
    return waiting.values().stream().mapToLong(Long::longValue).sum();
  }
}
