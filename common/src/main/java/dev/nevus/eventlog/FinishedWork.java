package dev.nevus.eventlog;

import dev.nevus.event.Origin;
import dev.nevus.eventlog.LogTail.Partition;
import java.util.Map;
import java.util.Set;

/**
 * Which records a group of workers was certainly done with at one moment. What cannot be told is
 * not in it.
 *
 * @param partitions with what is finished of each; of others nothing is
 */
public record FinishedWork(Map<Partition, Finished> partitions) {
  /** Nothing is finished. */
  public static final FinishedWork NOTHING = new FinishedWork(Map.of());

  public FinishedWork {
    partitions = Map.copyOf(partitions);
  }

  /**
   * Of one partition.
   *
   * @param before everything below this offset is finished, but for
   * @param unfinished these
   */
  public record Finished(long before, Set<Long> unfinished) {
    public Finished {
      unfinished = Set.copyOf(unfinished);
    }
  }

  /** Whether the group was done with the record that stands there. */
  public boolean contains(Origin record) {
    Finished finished = partitions.get(new Partition(record.topic(), record.partition()));
    return finished != null
        && record.offset() < finished.before()
        && !finished.unfinished().contains(record.offset());
  }
}
