package dev.nevus.trainer.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class LearningRateTest {
  private final LearningRate rate = new LearningRate(1e-3, 2e-5, 0.1, 0.6, 1000);

  @Test
  void climbsStaysAtItsPeakThenFallsAlongACosine() {
    assertThat(rate.valueAt(0, 0)).isEqualTo(2e-5);
    assertThat(rate.valueAt(50, 0)).isCloseTo((1e-3 + 2e-5) / 2, within(1e-9));
    assertThat(rate.valueAt(100, 0)).isEqualTo(1e-3);
    assertThat(rate.valueAt(599, 0)).isEqualTo(1e-3);
    assertThat(rate.valueAt(800, 0)).isCloseTo((1e-3 + 2e-5) / 2, within(1e-9));
    assertThat(rate.valueAt(1000, 0)).isCloseTo(2e-5, within(1e-9));
  }

  @Test
  void staysAtItsFloorAfterTheEnd() {
    assertThat(rate.valueAt(5000, 0)).isCloseTo(2e-5, within(1e-9));
  }

  @Test
  void neverJumps() {
    for (int step = 1; step < 1100; step++) {
      assertThat(rate.valueAt(step, 0)).isCloseTo(rate.valueAt(step - 1, 0), within(1.2e-5));
    }
  }

  @Test
  void refusesPartsThatOverlapAndAPeakBelowTheFloor() {
    assertThatThrownBy(() -> new LearningRate(1e-5, 1e-3, 0, 0.5, 10))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new LearningRate(1e-3, 1e-5, 0.6, 0.5, 10))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
