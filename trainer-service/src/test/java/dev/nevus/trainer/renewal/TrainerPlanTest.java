package dev.nevus.trainer.renewal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nevus.settings.ConfigException;
import dev.nevus.settings.Settings;
import dev.nevus.trainer.ledger.Shares;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TrainerPlanTest {
  @Test
  void holdsUnlessSomebodySetsSomethingElse() {
    Settings settings = new Settings(Map.of());

    TrainerPlan plan = TrainerPlan.from(settings);

    settings.complete();
    assertThat(plan.trigger()).isEqualTo(TriggerPolicy.DEFAULT);
    assertThat(plan.labels()).isEqualTo(LabelPolicy.LATEST);
    assertThat(plan.shares()).isEqualTo(Shares.DEFAULT);
    assertThat(plan.start()).isEqualTo(TrainerPlan.Start.CHAMPION);
    assertThat(plan.limits()).isEqualTo(RunLimits.DEFAULT);
  }

  @Test
  void takesWhatItIsTold() {
    Settings settings =
        new Settings(
            Map.of(
                "NEVUS_TRAINING_NEW_LABELS", "7",
                "NEVUS_TRAINING_EVERY", "PT12H",
                "NEVUS_TRAINING_AT_LEAST", "2",
                "NEVUS_LABEL_POLICY", "majority",
                "NEVUS_TRAINING_START", "scratch",
                "NEVUS_TRAINING_TIME", "PT30M",
                "NEVUS_TRAINING_ATTEMPTS", "5",
                "NEVUS_SPLIT_TEST", "0.25"));

    TrainerPlan plan = TrainerPlan.from(settings);

    settings.complete();
    assertThat(plan.trigger()).isEqualTo(new TriggerPolicy(7, Duration.ofHours(12), 2));
    assertThat(plan.labels()).isEqualTo(LabelPolicy.MAJORITY);
    assertThat(plan.start()).isEqualTo(TrainerPlan.Start.SCRATCH);
    assertThat(plan.limits()).isEqualTo(new RunLimits(Duration.ofMinutes(30), 5));
    assertThat(plan.shares().test()).isEqualTo(0.25);
  }

  @Test
  void namesEveryProblemAtOnce() {
    Settings settings =
        new Settings(
            Map.of(
                "NEVUS_TRAINING_TIME", "PT0S",
                "NEVUS_TRAINING_ATTEMPTS", "0",
                "NEVUS_LABEL_POLICY", "loudest",
                "NEVUS_SPLIT_VALIDATION", "1"));
    TrainerPlan.from(settings);

    assertThatThrownBy(settings::complete)
        .isInstanceOf(ConfigException.class)
        .hasMessageContainingAll(
            "NEVUS_TRAINING_TIME",
            "NEVUS_TRAINING_ATTEMPTS",
            "NEVUS_LABEL_POLICY",
            "NEVUS_SPLIT_VALIDATION");
  }

  @Test
  void aTrainingWithoutTimeOrAttemptsIsNone() {
    assertThatThrownBy(() -> new RunLimits(Duration.ZERO, 1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new RunLimits(Duration.ofHours(1), 0))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
