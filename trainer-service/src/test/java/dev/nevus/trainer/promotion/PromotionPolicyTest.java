package dev.nevus.trainer.promotion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nevus.settings.ConfigException;
import dev.nevus.settings.Settings;
import dev.nevus.trainer.promotion.PromotionPolicy.LatencyLimit;
import dev.nevus.trainer.promotion.PromotionPolicy.SliceLimit;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class PromotionPolicyTest {
  private static final SliceLimit SLICES = PromotionPolicy.DEFAULT.slices();
  private static final LatencyLimit LATENCY = PromotionPolicy.DEFAULT.latency();

  @Test
  void holdsUnlessSomebodySetsSomethingElse() {
    Settings settings = new Settings(Map.of());

    assertThat(PromotionPolicy.from(settings))
        .isEqualTo(PromotionPolicy.DEFAULT)
        .isEqualTo(
            new PromotionPolicy(
                0.005,
                20,
                new SliceLimit(20, 0.05),
                0.001,
                new LatencyLimit(1.5, Duration.ofMillis(40))));
    settings.complete();
  }

  @Test
  void takesWhatItIsTold() {
    Settings settings =
        new Settings(
            Map.of(
                "NEVUS_GATE_MARGIN", "0.01",
                "NEVUS_GATE_FEWEST_IMAGES", "100",
                "NEVUS_GATE_SLICE_IMAGES", "30",
                "NEVUS_GATE_SLICE_DROP", "0.1",
                "NEVUS_GATE_PARITY", "1e-4",
                "NEVUS_GATE_LATENCY_FACTOR", "2",
                "NEVUS_GATE_LATENCY_FLOOR", "PT0.1S"));

    assertThat(PromotionPolicy.from(settings))
        .isEqualTo(
            new PromotionPolicy(
                0.01,
                100,
                new SliceLimit(30, 0.1),
                1e-4,
                new LatencyLimit(2, Duration.ofMillis(100))));
    settings.complete();
  }

  @Test
  void namesEveryProblemAtOnce() {
    Settings settings =
        new Settings(
            Map.of(
                "NEVUS_GATE_MARGIN", "NaN",
                "NEVUS_GATE_FEWEST_IMAGES", "0",
                "NEVUS_GATE_LATENCY_FACTOR", "0.9"));

    assertThat(PromotionPolicy.from(settings)).isEqualTo(PromotionPolicy.DEFAULT);
    assertThatThrownBy(settings::complete)
        .isInstanceOf(ConfigException.class)
        .hasMessageContainingAll(
            "NEVUS_GATE_MARGIN", "NEVUS_GATE_FEWEST_IMAGES", "NEVUS_GATE_LATENCY_FACTOR");
  }

  @Test
  void refusesLimitsThatAreNone() {
    List<ThrowingCallable> wrong =
        List.of(
            () -> new PromotionPolicy(-0.001, 20, SLICES, 1e-3, LATENCY),
            () -> new PromotionPolicy(Double.NaN, 20, SLICES, 1e-3, LATENCY),
            () -> new PromotionPolicy(0, 0, SLICES, 1e-3, LATENCY),
            () -> new PromotionPolicy(0, 20, SLICES, Double.NaN, LATENCY),
            () -> new PromotionPolicy(0, 20, SLICES, 1.1, LATENCY),
            () -> new SliceLimit(0, 0.1),
            () -> new SliceLimit(20, Double.NaN),
            () -> new SliceLimit(20, -0.1),
            () -> new LatencyLimit(0.9, Duration.ZERO),
            () -> new LatencyLimit(Double.POSITIVE_INFINITY, Duration.ZERO),
            () -> new LatencyLimit(Double.NaN, Duration.ZERO),
            () -> new LatencyLimit(1, Duration.ofNanos(-1)));

    assertThat(wrong)
        .allSatisfy(each -> assertThatThrownBy(each).isInstanceOf(IllegalArgumentException.class));
  }
}
