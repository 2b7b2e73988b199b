package dev.nevus.eventlog.kafka;

import java.util.NavigableMap;
import java.util.OptionalInt;
import java.util.TreeMap;

/**
 * Which records of one partition are taken and which of them are finished, in whatever order they
 * end. Offsets may have gaps, as in a compacted topic. Not for several threads.
 */
final class OffsetLedger {
  /**
   * Offsets between the oldest unfinished record and the newest one. So much a slow record lets
   * pass, and so much is at most read again by the next owner, who skips what is finished.
   */
  static final int WINDOW = 2_000;

  /** Attempts begun by unfinished offset: taken ones, and inherited ones that are still to come. */
  private final NavigableMap<Long, Integer> unfinished;

  /** Below, whatever is not unfinished is finished. */
  private long end;

  /** The next offset to be taken is at least this one. */
  private long next;

  /** Continues where the last owner of the partition left off. */
  OffsetLedger(OffsetNote note) {
    this.unfinished = new TreeMap<>(note.unfinished());
    this.end = note.end();
    this.next = note.offset();
  }

  /**
   * Takes the next record. Records come in the order of their offsets.
   *
   * @return attempts that were begun by earlier owners; empty where nothing is left to be done
   */
  OptionalInt take(long offset) {
    if (offset < next) {
      return OptionalInt.empty();
    }
    // What would have come between is no longer on the log.
    unfinished.subMap(next, offset).clear();
    next = offset + 1;
    if (offset < end) {
      Integer attempts = unfinished.get(offset);
      return attempts == null ? OptionalInt.empty() : OptionalInt.of(attempts);
    }
    unfinished.put(offset, 0);
    end = next;
    return OptionalInt.of(0);
  }

  /** Whether the log went on beyond this offset already: records come only once. */
  boolean isPast(long offset) {
    return offset < next;
  }

  /** Counts an attempt at a record that was taken and tells which one it is, from 1. */
  int begin(long offset) {
    return unfinished.merge(offset, 1, Integer::sum);
  }

  /** The attempt that was begun last did not end and is not to be counted. */
  void giveBack(long offset) {
    unfinished.computeIfPresent(offset, (o, attempts) -> Math.max(0, attempts - 1));
  }

  /** It need not be done again. */
  void finish(long offset) {
    unfinished.remove(offset);
  }

  /** Whether another record may be taken. */
  boolean hasRoom() {
    return next < end || unfinished.isEmpty() || end - unfinished.firstKey() < WINDOW;
  }

  /** What the next owner has to know. */
  OffsetNote note() {
    long offset = unfinished.isEmpty() ? end : unfinished.firstKey();
    return new OffsetNote(offset, end, unfinished);
  }
}
