package dev.nevus.standalone.ledger;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the log and the bucket say of all images together.
 *
 * @param counts of what there is; what is absent is 0
 * @param findings of what must not be; what is absent is 0
 * @param examples the first few names of each finding
 * @param truncated partitions of the log that lost their beginning, so that nothing is proved
 */
public record LedgerSums(
    Map<Count, Long> counts,
    Map<Finding, Long> findings,
    Map<Finding, List<String>> examples,
    List<String> truncated) {
  public LedgerSums {
    counts = Map.copyOf(counts);
    findings = Map.copyOf(findings);
    Map<Finding, List<String>> names = new EnumMap<>(Finding.class);
    examples.forEach((finding, of) -> names.put(finding, List.copyOf(of)));
    examples = Map.copyOf(names);
    truncated = List.copyOf(truncated);
  }

  public long of(Count what) {
    return counts.getOrDefault(what, 0L);
  }

  public long of(Finding what) {
    return findings.getOrDefault(what, 0L);
  }

  /** Images that were announced: masks, dead letters, backlog and lost ones together. */
  public long accepted() {
    return of(Count.ACCEPTED);
  }

  /** Images with a mask. */
  public long masks() {
    return of(Count.MASKS);
  }

  /** Images without a mask that were given up. */
  public long deadLetters() {
    return of(Count.DEAD_LETTERS);
  }

  /** Images that wait for their end. */
  public long backlog() {
    return of(Count.BACKLOG);
  }

  /** Images that wait for nothing and have no end. */
  public long lost() {
    return of(Finding.LOST);
  }

  /** Facts in two different words. */
  public long twice() {
    return of(Finding.TWICE);
  }

  /** Objects without their event, those that were announced again included. */
  public long orphans() {
    return findings.entrySet().stream()
        .filter(entry -> entry.getKey().isOrphan())
        .mapToLong(Map.Entry::getValue)
        .sum();
  }

  /** Whether nothing was found that must not be, but for orphans that were announced again. */
  public boolean isClean() {
    boolean onlyOrphans =
        findings.entrySet().stream()
            .allMatch(entry -> entry.getKey().isOrphan() || entry.getValue() == 0);
    return onlyOrphans && orphans() == of(Count.REPAIRED) && truncated.isEmpty();
  }

  /** Whether it is clean and nothing waits any more. */
  public boolean isSettled() {
    return isClean() && backlog() == 0;
  }

  /** All sums under stable names, each finding with its first names under {@code examples}. */
  @JsonValue
  public Map<String, Object> json() {
    Map<String, Object> json = new LinkedHashMap<>();
    for (Count count : Count.values()) {
      json.put(count.word(), of(count));
    }
    json.put("orphans", orphans());
    Map<String, List<String>> named = new LinkedHashMap<>();
    for (Finding finding : Finding.values()) {
      json.put(finding.word(), of(finding));
      if (of(finding) > 0) {
        named.put(finding.word(), examples.getOrDefault(finding, List.of()));
      }
    }
    json.put("truncated", truncated);
    json.put("clean", isClean());
    json.put("settled", isSettled());
    json.put("examples", named);
    return json;
  }
}
