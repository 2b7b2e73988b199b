package dev.nevus.eventlog.kafka;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Queue;

/**
 * Records that wait for a lane. Those that a process died with come one at a time, the most tried
 * first: one of them may have been the reason, and the others shall not end as dead letters for the
 * company they are in. For the consumer's thread alone.
 */
final class HeldRecords {
  private final Deque<TakenRecord> fresh = new ArrayDeque<>();
  private final Queue<TakenRecord> suspects =
      new PriorityQueue<>(
          Comparator.comparingInt(TakenRecord::attempt)
              .reversed()
              .thenComparingLong(taken -> taken.record().offset()));

  /** The suspect that a lane has. */
  private Optional<TakenRecord> tried = Optional.empty();

  int count() {
    return fresh.size() + suspects.size();
  }

  /** Those that wait for nothing but a lane. */
  int freshCount() {
    return fresh.size();
  }

  /** Those that a process died with, which wait for each other too. */
  int suspectCount() {
    return suspects.size();
  }

  /** One that was just taken. */
  void add(TakenRecord record) {
    if (record.attempt() == 0) {
      fresh.add(record);
    } else {
      suspects.add(record);
    }
  }

  /** One whose attempt failed and left the process alive; its turn comes after the others'. */
  void addAgain(TakenRecord record) {
    fresh.add(record);
  }

  /** The next ones for lanes, with their attempts begun. */
  List<TakenRecord> next(int most) {
    List<TakenRecord> next = new ArrayList<>();
    if (most > 0 && tried.isEmpty() && !suspects.isEmpty()) {
      TakenRecord begun = suspects.remove().begun();
      tried = Optional.of(begun);
      next.add(begun);
    }
    while (next.size() < most && !fresh.isEmpty()) {
      next.add(fresh.remove().begun());
    }
    return next;
  }

  /** A lane is through with it. */
  void ended(TakenRecord record) {
    if (tried.isPresent() && tried.get().equals(record)) {
      tried = Optional.empty();
    }
  }

  void forget(AssignedPartition partition) {
    fresh.removeIf(record -> record.home() == partition);
    suspects.removeIf(record -> record.home() == partition);
  }
}
