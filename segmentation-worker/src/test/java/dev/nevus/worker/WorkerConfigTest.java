package dev.nevus.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nevus.eventlog.kafka.WorkGroup;
import dev.nevus.model.SigningKeys;
import dev.nevus.segment.MaskForm;
import dev.nevus.settings.ConfigException;
import dev.nevus.settings.Settings;
import dev.nevus.settings.SettingsTable;
import dev.nevus.worker.model.ServingPrecision;
import dev.nevus.worker.turn.TurnLimits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkerConfigTest {
  private static final Map<String, String> LEAST =
      Map.of("NEVUS_S3_ACCESS_KEY", "key", "NEVUS_S3_SECRET_KEY", "hush");

  @Test
  void needsOnlyTheStoresKeys() {
    WorkerConfig config = WorkerConfig.from(new Settings(LEAST));

    assertThat(config.images().form()).isEqualTo(MaskForm.ISIC);
    assertThat(config.work().name()).isEqualTo(WorkGroup.WORKERS);
    assertThat(config.work().attempts()).isEqualTo(3);
    assertThat(config.work().lanes()).isEqualTo(2 * Runtime.getRuntime().availableProcessors());
    assertThat(config.images().turns().cores())
        .isEqualTo(Runtime.getRuntime().availableProcessors());
    assertThat(config.ops().worker()).isEqualTo("worker-" + ProcessHandle.current().pid());
    assertThat(config.ops().port()).isEqualTo(8081);
    assertThat(config.models().signing().isAskedFor()).isFalse();
    assertThat(config.models().shadow().isAny()).isFalse();
    assertThat(config.models().precision()).isEqualTo(ServingPrecision.MANIFEST);
  }

  @Test
  void takesWhatItIsTold(@TempDir Path folder) throws IOException {
    Path keys = Files.writeString(folder.resolve("keys.pem"), SigningKeys.generated().publicPem());
    Map<String, String> told = new HashMap<>(LEAST);
    told.put("NEVUS_WORK_LANES", "5");
    told.put("NEVUS_WORK_CORES", "3");
    told.put("NEVUS_WORK_PIXEL_BYTES", "1000");
    told.put("NEVUS_WORK_LOCK", "PT45S");
    told.put("NEVUS_WORKER_NAME", "theatre-2");
    told.put("NEVUS_MASK_FILL_HOLES", "false");
    told.put("NEVUS_SHADOW_SHARE", "0.25");
    told.put("NEVUS_MODEL_TRUSTED_KEYS", keys.toString());

    WorkerConfig config = WorkerConfig.from(new Settings(told));

    assertThat(config.work().lanes()).isEqualTo(5);
    assertThat(config.work().lock()).isEqualTo(Duration.ofSeconds(45));
    assertThat(config.images().turns()).isEqualTo(new TurnLimits(3, 1000));
    assertThat(config.ops().worker()).isEqualTo("theatre-2");
    assertThat(config.images().form().fillHoles()).isFalse();
    assertThat(config.models().shadow()).isEqualTo(new ShadowShare(0.25));
    assertThat(config.models().signing().isAskedFor()).isTrue();
    assertThat(config.work().behind().name()).isEqualTo("nevus-workers-requested");
    assertThat(config.work().behind().lanes()).isEqualTo(config.work().lanes());
  }

  @Test
  void namesEveryProblemAtOnceAndNoSecret() {
    Map<String, String> wrong =
        Map.of(
            "NEVUS_S3_SECRET_KEY",
            "hush",
            "NEVUS_WORK_ATTEMPTS",
            "hush",
            "NEVUS_MASK_THRESHOLD",
            "7");

    assertThatThrownBy(() -> WorkerConfig.from(new Settings(wrong)))
        .isInstanceOf(ConfigException.class)
        .hasMessageContainingAll(
            "NEVUS_S3_ACCESS_KEY", "NEVUS_WORK_ATTEMPTS", "NEVUS_MASK_THRESHOLD")
        .hasMessageNotContaining("hush");
  }

  @Test
  void isDescribedInTheReadme() throws IOException {
    Settings settings = new Settings(LEAST);
    WorkerConfig.from(settings);

    assertThat(Files.readString(Path.of("README.md"))).contains(SettingsTable.of(settings));
  }
}
