package dev.nevus.trainer.promotion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nevus.mask.Overlap;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What holds of the gate whatever the scores are. */
class GatePropertiesTest {
  private static final PromotionPolicy POLICY = PromotionPolicy.DEFAULT;
  private static final Scored CHAMPION = Scored.of("champion", 24, 700);
  private static final Scored CANDIDATE = Scored.of("candidate", 24, 750);

  @Test
  void theOrderOfTheImagesDoesNotMatter() {
    Random random = new Random(3);
    Scored champion = random("champion", random);
    Scored candidate = random("candidate", random);
    List<ImageScore> shuffled = new ArrayList<>(candidate.images());
    Collections.shuffle(shuffled, random);

    Judgement judgement = Gate.judge(champion.evaluation(), candidate.evaluation(shuffled), POLICY);

    assertThat(judgement)
        .isEqualTo(judge(champion, candidate))
        .isEqualTo(judge(champion, candidate));
  }

  @Test
  void evaluationsOfOtherImagesAreNotCompared() {
    assertThatThrownBy(() -> judge(CHAMPION, Scored.of("candidate", 25, 750)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("score both on the same ones");

    List<ImageScore> images = new ArrayList<>(CANDIDATE.images());
    ImageScore last = images.remove(23);
    images.add(new ImageScore("another", last.overlap(), last.traits()));
    assertNotCompared(images);

    images.set(23, new ImageScore(last.image(), CHAMPION.images().get(0).overlap(), last.traits()));
    assertThat(Gate.judge(CHAMPION.evaluation(), CANDIDATE.evaluation(images), POLICY))
        .isInstanceOf(Judgement.Promote.class);

    images.set(23, new ImageScore(last.image(), new Overlap(700, 0, 301, 9000), last.traits()));
    assertNotCompared(images);
  }

  private static void assertNotCompared(List<ImageScore> images) {
    assertThatThrownBy(
            () -> Gate.judge(CHAMPION.evaluation(), CANDIDATE.evaluation(images), POLICY))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("score both on the same ones");
  }

  @Test
  void ofTwoModelsAtMostOneReplacesTheOther() {
    Random random = new Random(11);
    int promoted = 0;
    for (int trial = 0; trial < 100; trial++) {
      Scored one = random("one", random);
      Scored other = random("other", random);
      boolean there = judge(one, other) instanceof Judgement.Promote;
      boolean back = judge(other, one) instanceof Judgement.Promote;

      assertThat(there && back).isFalse();
      promoted += there || back ? 1 : 0;
    }
    assertThat(promoted).isBetween(1, 99);
  }

  @Test
  void betterScoresNeverTurnAPromotionIntoARefusal() {
    Random random = new Random(7);
    int promoted = 0;
    for (int trial = 0; trial < 200; trial++) {
      Scored champion = random("champion", random);
      Scored candidate = raised(champion, 60, random);
      Scored better = raised(candidate, 200, random);
      if (judge(champion, candidate) instanceof Judgement.Promote) {
        promoted++;
        assertThat(judge(champion, better)).isInstanceOf(Judgement.Promote.class);
      }
    }
    assertThat(promoted).isBetween(10, 190);
  }

  /** Ten images with hair among thirty, some scores below the threshold. */
  private static Scored random(String name, Random random) {
    return Scored.of(name, random.ints(30, 560, 1000).boxed().toArray(Integer[]::new)).withHair(10);
  }

  /** A few images better, and in the first step a few worse: so that not all is promoted. */
  private static Scored raised(Scored scored, int most, Random random) {
    Scored raised = scored;
    for (int image = 0; image < 30; image++) {
      int change = random.nextInt(most) - (most < 100 ? 15 : 0);
      raised = raised.with(image, Math.min(1000, raised.thousandths().get(image) + change));
    }
    return raised;
  }

  private static Judgement judge(Scored champion, Scored candidate) {
    return Gate.judge(champion.evaluation(), candidate.evaluation(), POLICY);
  }
}
