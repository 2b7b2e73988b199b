package dev.nevus.trainer.promotion;

import dev.nevus.model.Evaluation;
import dev.nevus.trainer.evaluation.Bootstrap;
import dev.nevus.trainer.evaluation.Comparison;
import dev.nevus.trainer.evaluation.Estimate;
import dev.nevus.trainer.evaluation.Interval;
import dev.nevus.trainer.evaluation.SliceComparison;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Decides whether a candidate replaces the champion: by nothing but two evaluations and a policy,
 * so that a decision can be made again from what was kept. Every rule is looked at, also after one
 * was broken. What is not a number keeps no rule.
 *
 * <p>A better score on any image never turns a promotion into a refusal, all else being equal: the
 * bootstrap draws the same images whatever the scores are, so no mean of any draw falls.
 */
public final class Gate {
  private final ModelEvaluation champion;
  private final ModelEvaluation candidate;
  private final PromotionPolicy policy;
  private final Estimate difference;
  private final List<Reason> kept = new ArrayList<>();
  private final List<Reason> broken = new ArrayList<>();

  private Gate(ModelEvaluation champion, ModelEvaluation candidate, PromotionPolicy policy) {
    this.champion = champion;
    this.candidate = candidate;
    this.policy = policy;
    this.difference =
        Comparison.of(champion.overlaps(), candidate.overlaps(), Bootstrap.STANDARD)
            .thresholdedDifference();
  }

  /**
   * Judges a candidate. Of the champion only its scores and its time count.
   *
   * @throws IllegalArgumentException if the two were not scored on the same images and masks
   */
  public static Judgement judge(
      ModelEvaluation champion, ModelEvaluation candidate, PromotionPolicy policy) {
    candidate.requireSameImagesAs(champion);
    return new Gate(champion, candidate, policy).judge();
  }

  private Judgement judge() {
    checkImages();
    checkScores();
    checkSlices();
    checkGoldenImage();
    checkParity();
    checkLatency();
    GateScores scores = GateScores.of(champion, candidate, difference);
    return broken.isEmpty()
        ? new Judgement.Promote(scores, kept)
        : new Judgement.Refuse(scores, broken);
  }

  private void checkImages() {
    int images = candidate.images().size();
    rule(
        Rule.IMAGES,
        images >= policy.fewestImages(),
        "the frozen set has %d, needed are %d",
        images,
        policy.fewestImages());
  }

  private void checkScores() {
    Evaluation first = champion.scores();
    Evaluation second = candidate.scores();
    Interval interval = difference.interval();
    rule(
        Rule.BETTER_MEAN,
        difference.value() > 0,
        "the mean thresholded Jaccard differs from the champion's by %+.4f, needed is more than 0",
        difference.value());
    rule(
        Rule.THRESHOLDED_JACCARD,
        interval.low() > -policy.margin(),
        "%.4f against %.4f of the champion; the difference %+.4f [%+.4f, %+.4f] may reach %+.4f,"
            + " needed is more than %.4f",
        second.thresholdedJaccard(),
        first.thresholdedJaccard(),
        difference.value(),
        interval.low(),
        interval.high(),
        interval.low(),
        -policy.margin());
  }

  private void checkSlices() {
    PromotionPolicy.SliceLimit limit = policy.slices();
    for (SliceComparison slice :
        SliceComparison.of(candidate.traits(), champion.overlaps(), candidate.overlaps())) {
      if (slice.images() >= limit.images()) {
        rule(
            Rule.SLICE,
            slice.thresholdedDifference() >= -limit.drop(),
            "%s, %s: the mean thresholded Jaccard of %d images differs by %+.4f, allowed is %.4f",
            slice.trait(),
            slice.name(),
            slice.images(),
            slice.thresholdedDifference(),
            -limit.drop());
      }
    }
  }

  private void checkGoldenImage() {
    boolean right = candidate.goldenImageIsRight();
    rule(Rule.GOLDEN_IMAGE, right, right ? "it comes out right" : "it comes out wrong");
  }

  private void checkParity() {
    if (candidate.parity().isPresent()) {
      double parity = candidate.parity().getAsDouble();
      rule(
          Rule.PARITY,
          parity <= policy.parity(),
          "the trained net and the engine differ by %.1e, allowed is %.1e",
          parity,
          policy.parity());
    }
  }

  private void checkLatency() {
    double milliseconds = GateScores.milliseconds(candidate.median());
    double allowed = policy.latency().milliseconds(champion.median());
    rule(
        Rule.LATENCY,
        milliseconds <= allowed,
        "%.1f ms an image against %.1f ms of the champion, allowed is %.1f ms",
        milliseconds,
        GateScores.milliseconds(champion.median()),
        allowed);
  }

  private void rule(Rule rule, boolean isKept, String sentence, Object... figures) {
    Reason reason = new Reason(rule, String.format(Locale.ROOT, sentence, figures));
    (isKept ? kept : broken).add(reason);
  }
}
