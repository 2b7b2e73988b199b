package dev.nevus.trainer.promotion;

import dev.nevus.model.Evaluation;
import dev.nevus.trainer.evaluation.Estimate;
import java.time.Duration;
import java.util.OptionalDouble;

/**
 * The figures of a judgement, to be kept as JSON with the decision.
 *
 * @param champion its mean scores on the frozen set
 * @param candidate its mean scores on the same images
 * @param difference in the mean thresholded Jaccard index, candidate less champion, -1 to 1, with
 *     the paired interval of 95 %
 * @param championMilliseconds median time of an image on one thread
 * @param candidateMilliseconds the same, measured in turns with the champion
 * @param parity largest difference between the candidate's trained net and the engine, 0 to 1;
 *     absent where there was nothing to compare, or an answer was no number
 */
public record GateScores(
    Evaluation champion,
    Evaluation candidate,
    Estimate difference,
    double championMilliseconds,
    double candidateMilliseconds,
    OptionalDouble parity) {
  private static final double NANOS = Duration.ofMillis(1).toNanos();

  static GateScores of(ModelEvaluation champion, ModelEvaluation candidate, Estimate difference) {
    // JSON has no form for what is not a number.
    boolean isNumber = Double.isFinite(candidate.parity().orElse(Double.NaN));
    return new GateScores(
        champion.scores(),
        candidate.scores(),
        difference,
        milliseconds(champion.median()),
        milliseconds(candidate.median()),
        isNumber ? candidate.parity() : OptionalDouble.empty());
  }

  static double milliseconds(Duration time) {
    return time.toNanos() / NANOS;
  }
}
