package dev.nevus.eventlog;

import dev.nevus.eventlog.LogTail.Partition;
import java.util.Map;

/**
 * A piece of the log: of each partition what lies between two offsets.
 *
 * @param ranges of the partitions
 */
public record LogSpan(Map<Partition, Range> ranges) {
  public LogSpan {
    ranges = Map.copyOf(ranges);
  }

  /**
   * Offsets of one partition.
   *
   * @param begin the first one; above 0 where the log lost what was before
   * @param end after the last one
   */
  public record Range(long begin, long end) {
    /**
     * @throws IllegalArgumentException if it ends before it begins
     */
    public Range {
      if (begin < 0 || end < begin) {
        throw new IllegalArgumentException("offsets from 0, the end not before the beginning");
      }
    }
  }
}
