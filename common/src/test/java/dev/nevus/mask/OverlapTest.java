package dev.nevus.mask;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class OverlapTest {
  @Test
  void theScoresAreThoseWorkedOutByHand() {
    // 10 x 10: prediction columns 0 to 5, truth columns 2 to 7.
    try (Mask predicted = Mask.drawn(10, 10, (x, y) -> x < 6);
        Mask truth = Mask.drawn(10, 10, (x, y) -> x >= 2 && x < 8)) {
      Overlap overlap = Overlap.of(predicted, truth);
      assertThat(overlap).isEqualTo(new Overlap(40, 20, 20, 20));
      assertThat(overlap.jaccard()).isEqualTo(40 / 80.0);
      assertThat(overlap.dice()).isEqualTo(80 / 120.0);
      assertThat(overlap.sensitivity()).isEqualTo(40 / 60.0);
      assertThat(overlap.specificity()).isEqualTo(20 / 40.0);
      assertThat(overlap.accuracy()).isEqualTo(60 / 100.0);
      assertThat(overlap.thresholdedJaccard()).isZero();
    }
  }

  @Test
  void theThresholdItselfStillCounts() {
    assertThat(new Overlap(65, 35, 0, 0).thresholdedJaccard()).isEqualTo(0.65);
    assertThat(new Overlap(649, 351, 0, 0).thresholdedJaccard()).isZero();
  }

  @Test
  void twoEmptyMasksAgree() {
    try (Mask nothing = Mask.drawn(4, 4, (x, y) -> false);
        Mask all = Mask.drawn(4, 4, (x, y) -> true)) {
      Overlap empty = Overlap.of(nothing, nothing);
      assertThat(empty).isEqualTo(new Overlap(0, 0, 0, 16));
      assertThat(empty.jaccard()).isEqualTo(1);
      assertThat(empty.dice()).isEqualTo(1);
      assertThat(Overlap.of(all, nothing).jaccard()).isZero();
      assertThat(Overlap.of(all, all).specificity()).isEqualTo(1);
    }
  }

  @Test
  void masksOfDifferentSizesCannotBeCompared() {
    try (Mask small = Mask.drawn(4, 4, (x, y) -> true);
        Mask wide = Mask.drawn(5, 4, (x, y) -> true)) {
      assertThatIllegalArgumentException().isThrownBy(() -> Overlap.of(small, wide));
    }
  }
}
