package dev.nevus.standalone.cli;

import dev.nevus.standalone.ledger.Count;
import dev.nevus.standalone.ledger.Finding;
import dev.nevus.standalone.ledger.LedgerSums;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The sums of a ledger for people. */
final class LedgerReport {
  private LedgerReport() {}

  static List<String> lines(LedgerSums sums) {
    List<String> lines = new ArrayList<>();
    lines.add(
        line(
            "%d accepted = %d with a mask + %d dead letters + %d waiting + %d lost",
            sums.accepted(), sums.masks(), sums.deadLetters(), sums.backlog(), sums.lost()));
    lines.add(
        line(
            "%d masks, %d told again in the same words; %d images with a mask and a dead letter",
            sums.of(Count.RESULTS), sums.of(Count.REPEATED_RESULTS), sums.of(Count.OVERTAKEN)));
    lines.add(
        line(
            "%d images announced again, %d dead letters of something else, %d unreadable records",
            sums.of(Count.REPEATED_ACCEPTS),
            sums.of(Count.OTHER_DEAD_LETTERS),
            sums.of(Count.UNREADABLE)));
    lines.add(
        line(
            "%d labels, %d models, %d masks made on trial, %d objects under way",
            sums.of(Count.LABELS),
            sums.of(Count.MODELS),
            sums.of(Count.SHADOW_MASKS),
            sums.of(Count.UNDER_WAY)));
    lines.add(
        line(
            "%d objects read, whose digests are right but for those below",
            sums.of(Count.DIGESTS_READ)));
    for (Finding finding : Finding.values()) {
      found(finding, sums, lines);
    }
    if (sums.of(Count.REPAIRED) > 0) {
      lines.add(line("%d orphans announced", sums.of(Count.REPAIRED)));
    }
    if (sums.of(Count.ANNOUNCED_AGAIN) > 0) {
      lines.add(line("%d lost images announced again", sums.of(Count.ANNOUNCED_AGAIN)));
    }
    sums.truncated()
        .forEach(
            partition -> lines.add("the log lost the beginning of " + partition + ": no proof"));
    lines.add(verdict(sums));
    return lines;
  }

  private static void found(Finding finding, LedgerSums sums, List<String> lines) {
    long times = sums.of(finding);
    if (times == 0) {
      return;
    }
    lines.add(line("%d x %s: %s", times, finding.word(), finding.advice()));
    List<String> names = sums.examples().getOrDefault(finding, List.of());
    names.forEach(name -> lines.add("  " + name));
    if (times > names.size()) {
      lines.add(line("  and %d more", times - names.size()));
    }
  }

  private static String verdict(LedgerSums sums) {
    if (!sums.isClean()) {
      return "NOT CLEAN";
    }
    return sums.isSettled() ? "clean, and nothing waits" : "clean so far; some images wait";
  }

  private static String line(String form, Object... values) {
    return String.format(Locale.ROOT, form, values);
  }
}
