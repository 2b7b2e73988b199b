package dev.nevus.trainer.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class LearningRateTest {
  private final LearningRate rate = new LearningRate(1e-3, 2e-5, 0.6, 1000);

  @Test
  void staysAtItsPeakThenFallsAlongACosine() {
    assertThat(rate.valueAt(0, 0)).isEqualTo(1e-3);
    assertThat(rate.valueAt(599, 0)).isEqualTo(1e-3);
    assertThat(rate.valueAt(800, 0)).isCloseTo((1e-3 + 2e-5) / 2, within(1e-9));
    assertThat(rate.valueAt(1000, 0)).isCloseTo(2e-5, within(1e-9));
  }

  @Test
  void staysAtItsFloorAfterTheEnd() {
    assertThat(rate.valueAt(5000, 0)).isCloseTo(2e-5, within(1e-9));
  }

  @Test
  void neverRises() {
    for (int step = 1; step < 1100; step++) {
      assertThat(rate.valueAt(step, 0)).isLessThanOrEqualTo(rate.valueAt(step - 1, 0));
    }
  }

  @Test
  void refusesARateThatRises() {
    assertThatThrownBy(() -> new LearningRate(1e-5, 1e-3, 0.5, 10))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
