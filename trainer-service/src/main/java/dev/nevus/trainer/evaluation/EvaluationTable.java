package dev.nevus.trainer.evaluation;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A report as lines that a person can read. */
public final class EvaluationTable {

  private EvaluationTable() {}

  /** Scores, then slices, then the comparison; no last line break. */
  public static String of(EvaluationReport report) {
    List<String> lines = new ArrayList<>();
    lines.add("%-24s %6s   %s".formatted("", "mean", "95 % interval"));
    report.scores().forEach((measure, score) -> lines.add(line(measure.title(), score)));
    lines.add("");
    lines.add(
        "%-14s %-28s %6s   %-22s   %s"
            .formatted("trait", "", "images", "Jaccard", Measure.THRESHOLDED_JACCARD.title()));
    String trait = "";
    for (Slice slice : report.slices()) {
      lines.add(line(slice, slice.trait().equals(trait)));
      trait = slice.trait();
    }
    report.comparison().ifPresent(comparison -> addComparison(lines, comparison));
    return String.join(System.lineSeparator(), lines);
  }

  private static void addComparison(List<String> lines, Comparison comparison) {
    lines.add("");
    lines.add(
        "%-24s %6s %7s   %s"
            .formatted("second model", "mean", "less 1st", "95 % interval of the difference"));
    lines.add(difference(Measure.JACCARD, comparison.jaccard(), comparison.jaccardDifference()));
    lines.add(
        difference(
            Measure.THRESHOLDED_JACCARD,
            comparison.thresholdedJaccard(),
            comparison.thresholdedDifference()));
    lines.add(
        "better on %d images, worse on %d, the same on %d"
            .formatted(comparison.better(), comparison.worse(), comparison.equal()));
  }

  private static String line(String title, Estimate score) {
    Interval interval = score.interval();
    return String.format(
        Locale.ROOT,
        "%-24s %6.3f   %6.3f to %6.3f",
        title,
        score.value(),
        interval.low(),
        interval.high());
  }

  private static String line(Slice slice, boolean traitIsSaid) {
    return String.format(
        Locale.ROOT,
        "%-14s %-28s %6d   %s   %s",
        traitIsSaid ? "" : slice.trait(),
        slice.name(),
        slice.images(),
        inShort(slice.jaccard()),
        inShort(slice.thresholdedJaccard()));
  }

  private static String inShort(Estimate score) {
    Interval interval = score.interval();
    return String.format(
        Locale.ROOT, "%5.3f (%5.3f to %5.3f)", score.value(), interval.low(), interval.high());
  }

  private static String difference(Measure measure, Estimate second, Estimate difference) {
    return String.format(
        Locale.ROOT,
        "%-24s %6.3f %+7.3f   %+6.3f to %+6.3f",
        measure.title(),
        second.value(),
        difference.value(),
        difference.interval().low(),
        difference.interval().high());
  }
}
