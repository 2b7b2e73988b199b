package dev.nevus.trainer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nevus.settings.ConfigException;
import dev.nevus.settings.Settings;
import dev.nevus.settings.SettingsTable;
import dev.nevus.trainer.promotion.PromotionPolicy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TrainerConfigTest {
  private static final Map<String, String> LEAST =
      Map.of("NEVUS_S3_ACCESS_KEY", "key", "NEVUS_S3_SECRET_KEY", "hush");

  @Test
  void needsOnlyTheStoresKeys() {
    TrainerConfig config = TrainerConfig.from(new Settings(LEAST));

    assertThat(config.judging().policy()).isEqualTo(PromotionPolicy.DEFAULT);
    assertThat(config.ops().trainer()).isEqualTo("trainer-" + ProcessHandle.current().pid());
    assertThat(config.ops().port()).isEqualTo(8083);
    assertThat(config.ops().folder()).isEqualTo(Path.of(".nevus/trainer"));
  }

  @Test
  void takesWhatItIsTold() {
    Map<String, String> told = new HashMap<>(LEAST);
    told.put("NEVUS_TRAINER_NAME", "night shift");
    told.put("NEVUS_TRAINER_FOLDER", "/var/lib/nevus");
    told.put("NEVUS_OPS_PORT", "0");
    told.put("NEVUS_TRAINER_NICENESS", "3");

    TrainerConfig config = TrainerConfig.from(new Settings(told));

    assertThat(config.ops())
        .isEqualTo(
            new TrainerConfig.Ops("night shift", "127.0.0.1", 0, Path.of("/var/lib/nevus"), 3));
  }

  @Test
  void namesEveryProblemAtOnceAndNoSecret() {
    Map<String, String> wrong =
        Map.of(
            "NEVUS_S3_SECRET_KEY",
            "hush",
            "NEVUS_TRAINER_NAME",
            "x".repeat(65),
            "NEVUS_TRAINING_EPOCHS",
            "hush",
            "NEVUS_GATE_MARGIN",
            "7");

    assertThatThrownBy(() -> TrainerConfig.from(new Settings(wrong)))
        .isInstanceOf(ConfigException.class)
        .hasMessageContainingAll(
            "NEVUS_S3_ACCESS_KEY",
            "NEVUS_TRAINER_NAME",
            "NEVUS_TRAINING_EPOCHS",
            "NEVUS_GATE_MARGIN")
        .hasMessageNotContaining("hush");
  }

  @Test
  void isDescribedInTheReadme() throws IOException {
    Settings settings = new Settings(LEAST);
    TrainerConfig.from(settings);

    assertThat(Files.readString(Path.of("README.md"))).contains(SettingsTable.of(settings));
  }
}
