package dev.nevus.standalone.ledger;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Counts, and keeps the first few names of each finding. Safe for many threads. */
final class Tally {
  /** Names that are kept of each finding. */
  static final int EXAMPLES = 20;

  private final Map<Count, Long> counts = new EnumMap<>(Count.class);
  private final Map<Finding, Long> findings = new EnumMap<>(Finding.class);
  private final Map<Finding, List<String>> examples = new EnumMap<>(Finding.class);

  void count(Count what) {
    count(what, 1);
  }

  synchronized void count(Count what, long times) {
    counts.merge(what, times, Long::sum);
  }

  /**
   * @param name of what was found
   */
  synchronized void found(Finding what, Object name) {
    findings.merge(what, 1L, Long::sum);
    List<String> names = examples.computeIfAbsent(what, none -> new ArrayList<>());
    if (names.size() < EXAMPLES) {
      names.add(name.toString());
    }
  }

  /**
   * @param truncated partitions that lost their beginning
   */
  synchronized LedgerSums sums(List<String> truncated) {
    return new LedgerSums(counts, findings, examples, truncated);
  }
}
