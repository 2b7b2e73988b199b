package dev.nevus.trainer.promotion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.nevus.event.EventJson;
import dev.nevus.trainer.evaluation.SliceComparison;
import dev.nevus.trainer.promotion.PromotionPolicy.SliceLimit;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GateTest {
  private static final PromotionPolicy POLICY = PromotionPolicy.DEFAULT;
  private static final Scored CHAMPION = Scored.of("champion", 24, 700);
  private static final Scored CANDIDATE = Scored.of("candidate", 24, 750);

  @Test
  void aBetterCandidateIsPromotedAndEveryRuleSaysWhy() {
    Judgement judgement = judge(CHAMPION, CANDIDATE.withParity(2e-6));

    assertThat(judgement).isInstanceOf(Judgement.Promote.class);
    assertThat(judgement.reasons().stream().map(Reason::line))
        .containsExactly(
            "images: the frozen set has 24, needed are 20",
            "better-mean: the mean thresholded Jaccard differs from the champion's by +0.0500,"
                + " needed is more than 0",
            "thresholded-jaccard: 0.7500 against 0.7000 of the champion; the difference +0.0500"
                + " [+0.0500, +0.0500] may reach +0.0500, needed is more than -0.0050",
            slice("lesion size, 5 to 30 %"),
            slice("contrast, 10 to 25 L*"),
            slice("dark frame, no"),
            slice("hair, none (below 2 %)"),
            slice("at the border, no"),
            "golden-image: it comes out right",
            "parity: the trained net and the engine differ by 2.0e-06, allowed is 1.0e-03",
            "latency: 10.0 ms an image against 10.0 ms of the champion, allowed is 40.0 ms");
  }

  private static String slice(String name) {
    return "slice: %s: the mean thresholded Jaccard of 24 images differs by +0.0500, allowed is -0.0500"
        .formatted(name);
  }

  @Test
  void theScoresGoWithTheJudgement() throws Exception {
    GateScores scores =
        judge(CHAMPION.withMedian(Duration.ofMillis(8)), CANDIDATE.withParity(2e-6)).scores();

    assertThat(scores.champion().thresholdedJaccard()).isCloseTo(0.7, within(1e-12));
    assertThat(scores.candidate()).isEqualTo(CANDIDATE.evaluation().scores());
    assertThat(scores.candidate().images()).isEqualTo(24);
    assertThat(scores.difference().value()).isCloseTo(0.05, within(1e-12));
    assertThat(scores.championMilliseconds()).isEqualTo(8);
    assertThat(scores.candidateMilliseconds()).isEqualTo(10);
    assertThat(scores.parity()).hasValue(2e-6);
    assertThat(EventJson.fromJson(EventJson.toJson(scores), GateScores.class)).isEqualTo(scores);
  }

  @Test
  void aSetOfTwentyImagesIsEnoughAndNineteenAreNot() {
    assertPromoted(Scored.of("champion", 20, 700), Scored.of("candidate", 20, 750));
    assertRefused(Rule.IMAGES, Scored.of("champion", 19, 700), Scored.of("candidate", 19, 750));
    assertPromoted(
        Scored.of("champion", 1, 700),
        Scored.of("candidate", 1, 750),
        new PromotionPolicy(0, 1, POLICY.slices(), 0, POLICY.latency()));
  }

  @Test
  void theChampionItselfIsNoBetter() {
    assertRefused(Rule.BETTER_MEAN, CHAMPION, CHAMPION);
    assertPromoted(CHAMPION, CHAMPION.with(3, 701));
  }

  @Test
  void anImageBelowTheThresholdIsWorthNothing() {
    assertRefused(Rule.BETTER_MEAN, CHAMPION.with(3, 100), CHAMPION.with(3, 649));
    assertPromoted(CHAMPION.with(3, 100), CHAMPION.with(3, 650));
  }

  @Test
  void aBetterMeanIsNotEnoughWhereChanceMayHideALoss() {
    // Four images gained, twenty lost.
    Scored champion = Scored.of("champion", 4, 0, 20, 900);
    Scored candidate = Scored.of("candidate", 4, 900, 20, 850);

    assertRefused(Rule.THRESHOLDED_JACCARD, champion, candidate, POLICY);
    assertThat(judge(champion, candidate).scores().difference().value()).isPositive();
  }

  @Test
  void theLowerEndMustLieAboveTheMargin() {
    Scored champion = Scored.of("champion", 4, 0, 20, 900);
    Scored candidate = Scored.of("candidate", 4, 900, 20, 850);
    double low = judge(champion, candidate).scores().difference().interval().low();

    assertThat(low).isNegative();
    assertRefused(Rule.THRESHOLDED_JACCARD, champion, candidate, margin(-low));
    assertPromoted(champion, candidate, margin(Math.nextUp(-low)));
  }

  private static PromotionPolicy margin(double margin) {
    return new PromotionPolicy(margin, 20, POLICY.slices(), 1e-3, POLICY.latency());
  }

  @Test
  void noSliceOfTwentyImagesMayFallFar() {
    Scored champion = Scored.of("champion", 20, 800, 25, 700).withHair(20);
    Scored candidate = Scored.of("candidate", 20, 740, 25, 800).withHair(20);

    Judgement judgement = assertRefused(Rule.SLICE, champion, candidate);

    assertThat(judgement.reasons().get(0).sentence())
        .isEqualTo(
            "hair, much (above 5 %): the mean thresholded Jaccard of 20 images differs by -0.0600,"
                + " allowed is -0.0500");
    assertPromoted(champion.withHair(19), candidate.withHair(19));
  }

  @Test
  void aSliceMayFallByTheWholeDrop() {
    ModelEvaluation champion = Scored.of("c", 20, 800, 25, 700).withHair(20).evaluation();
    ModelEvaluation candidate = Scored.of("d", 20, 740, 25, 800).withHair(20).evaluation();
    double drop =
        SliceComparison.of(champion.traits(), champion.overlaps(), candidate.overlaps()).stream()
            .mapToDouble(slice -> -slice.thresholdedDifference())
            .max()
            .orElseThrow();

    assertThat(drop).isCloseTo(0.06, within(1e-9));
    assertThat(Gate.judge(champion, candidate, drop(drop))).isInstanceOf(Judgement.Promote.class);
    assertThat(broken(Gate.judge(champion, candidate, drop(Math.nextDown(drop)))))
        .containsExactly(Rule.SLICE);
  }

  private static PromotionPolicy drop(double drop) {
    return new PromotionPolicy(0.005, 20, new SliceLimit(20, drop), 1e-3, POLICY.latency());
  }

  @Test
  void everySliceThatFellIsNamed() {
    Judgement judgement = judge(Scored.of("champion", 24, 900), Scored.of("candidate", 24, 800));

    assertThat(broken(judgement))
        .containsExactly(
            Rule.BETTER_MEAN,
            Rule.THRESHOLDED_JACCARD,
            Rule.SLICE,
            Rule.SLICE,
            Rule.SLICE,
            Rule.SLICE,
            Rule.SLICE);
  }

  @Test
  void aWrongGoldenImageRefusesTheCandidateAlone() {
    assertRefused(Rule.GOLDEN_IMAGE, CHAMPION, CANDIDATE.withWrongGoldenImage());
    assertPromoted(CHAMPION.withWrongGoldenImage(), CANDIDATE);
  }

  @Test
  void theEngineMayDifferFromTheTrainedNetByTheLimit() {
    assertPromoted(CHAMPION, CANDIDATE.withParity(0));
    assertPromoted(CHAMPION, CANDIDATE.withParity(1e-3));
    assertRefused(Rule.PARITY, CHAMPION, CANDIDATE.withParity(Math.nextUp(1e-3)));
    assertPromoted(CHAMPION.withParity(1), CANDIDATE);
  }

  @ParameterizedTest
  @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY})
  void whatIsNoNumberKeepsNoRuleAndLeavesTheScoresReadable(double parity) throws Exception {
    Judgement judgement = assertRefused(Rule.PARITY, CHAMPION, CANDIDATE.withParity(parity));

    assertThat(judgement.scores().parity()).isEmpty();
    assertThat(EventJson.fromJson(EventJson.toJson(judgement.scores()), GateScores.class))
        .isEqualTo(judgement.scores());
  }

  @Test
  void aFastModelMayTakeFortyMilliseconds() {
    assertPromoted(CHAMPION, CANDIDATE.withMedian(Duration.ofMillis(40)));
    assertRefused(Rule.LATENCY, CHAMPION, CANDIDATE.withMedian(Duration.ofMillis(40).plusNanos(1)));
  }

  @Test
  void aSlowModelMayTakeHalfAsLongAgain() {
    Scored champion = CHAMPION.withMedian(Duration.ofMillis(100));

    assertPromoted(champion, CANDIDATE.withMedian(Duration.ofMillis(150)));
    assertRefused(
        Rule.LATENCY, champion, CANDIDATE.withMedian(Duration.ofMillis(150).plusNanos(1)));
  }

  @Test
  void everyRuleIsLookedAtAlsoAfterOneWasBroken() {
    PromotionPolicy strict =
        new PromotionPolicy(0.005, 25, new SliceLimit(24, 0.05), 1e-3, POLICY.latency());
    Scored bad =
        Scored.of("candidate", 24, 600)
            .withWrongGoldenImage()
            .withParity(0.5)
            .withMedian(Duration.ofSeconds(1));

    Judgement judgement = Gate.judge(CHAMPION.evaluation(), bad.evaluation(), strict);

    assertThat(judgement).isInstanceOf(Judgement.Refuse.class);
    assertThat(broken(judgement)).containsOnly(Rule.values());
    assertThat(judgement.reasons()).allSatisfy(reason -> assertThat(reason.line()).hasLineCount(1));
    assertThat(judgement.reasons().get(2).line())
        .isEqualTo(
            "thresholded-jaccard: 0.0000 against 0.7000 of the champion; the difference -0.7000"
                + " [-0.7000, -0.7000] may reach -0.7000, needed is more than -0.0050");
  }

  private static void assertPromoted(Scored champion, Scored candidate) {
    assertPromoted(champion, candidate, POLICY);
  }

  private static void assertPromoted(Scored champion, Scored candidate, PromotionPolicy policy) {
    Judgement judgement = Gate.judge(champion.evaluation(), candidate.evaluation(), policy);
    assertThat(judgement).isInstanceOf(Judgement.Promote.class);
  }

  private static Judgement assertRefused(Rule rule, Scored champion, Scored candidate) {
    return assertRefused(rule, champion, candidate, POLICY);
  }

  private static Judgement assertRefused(
      Rule rule, Scored champion, Scored candidate, PromotionPolicy policy) {
    Judgement judgement = Gate.judge(champion.evaluation(), candidate.evaluation(), policy);
    assertThat(judgement).isInstanceOf(Judgement.Refuse.class);
    assertThat(broken(judgement)).containsExactly(rule);
    return judgement;
  }

  private static Judgement judge(Scored champion, Scored candidate) {
    return Gate.judge(champion.evaluation(), candidate.evaluation(), POLICY);
  }

  private static List<Rule> broken(Judgement judgement) {
    return judgement.reasons().stream().map(Reason::rule).toList();
  }
}
