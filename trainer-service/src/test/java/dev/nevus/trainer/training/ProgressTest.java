package dev.nevus.trainer.training;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ProgressTest {
  @Test
  void keepsTheBestEpoch() {
    Progress third = Progress.START.afterEpoch(10, 0.5).afterEpoch(10, 0.7).afterEpoch(10, 0.6);

    assertThat(third).isEqualTo(new Progress(3, 30, 2, 0.7));
    assertThat(third.isBest()).isFalse();
  }

  @Test
  void ofEqualsTheLaterIsTheBest() {
    Progress second = Progress.START.afterEpoch(10, 0).afterEpoch(10, 0);

    assertThat(second.bestEpoch()).isEqualTo(2);
    assertThat(second.isBest()).isTrue();
  }

  @Test
  void stallsAfterAsManyWorseEpochsAsThereIsPatience() {
    Progress best = Progress.START.afterEpoch(10, 0.7);
    Progress twoWorse = best.afterEpoch(10, 0.6).afterEpoch(10, 0.69);

    assertThat(twoWorse.isStalled(3)).isFalse();
    assertThat(twoWorse.afterEpoch(10, 0.6).isStalled(3)).isTrue();
    assertThat(twoWorse.afterEpoch(10, 0.8).isStalled(3)).isFalse();
  }
}
