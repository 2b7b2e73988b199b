package dev.nevus.trainer.evaluation;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * A report for programs. Every mean has its name ({@code mean_jaccard}, ...), and {@code
 * NAME_interval} beside it: low and high.
 */
public final class EvaluationJson {
  private static final String JACCARD = Measure.JACCARD.meanField();
  private static final String THRESHOLDED = Measure.THRESHOLDED_JACCARD.meanField();

  private EvaluationJson() {}

  /** One object. */
  public static ObjectNode of(EvaluationReport report) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("images", report.images());
    report.scores().forEach((measure, score) -> put(json, measure.meanField(), score));
    for (Slice slice : report.slices()) {
      ObjectNode one = json.withArray("/slices").addObject();
      one.put("trait", slice.trait()).put("slice", slice.name()).put("images", slice.images());
      put(one, JACCARD, slice.jaccard());
      put(one, THRESHOLDED, slice.thresholdedJaccard());
    }
    report.comparison().ifPresent(comparison -> json.set("compare", of(comparison)));
    return json;
  }

  private static ObjectNode of(Comparison comparison) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    put(json, JACCARD, comparison.jaccard());
    put(json, THRESHOLDED, comparison.thresholdedJaccard());
    json.put("difference_is", "compared model less model");
    put(json, JACCARD + "_difference", comparison.jaccardDifference());
    put(json, THRESHOLDED + "_difference", comparison.thresholdedDifference());
    return json.put("better", comparison.better())
        .put("worse", comparison.worse())
        .put("equal", comparison.equal());
  }

  private static void put(ObjectNode json, String field, Estimate score) {
    json.put(field, score.value());
    Interval interval = score.interval();
    json.putArray(field + "_interval").add(interval.low()).add(interval.high());
  }
}
