package dev.nevus.trainer.training;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nevus.event.EventJson;
import dev.nevus.model.Evaluation;
import dev.nevus.model.ModelFiles;
import dev.nevus.model.ModelManifest;
import dev.nevus.model.ModelManifest.TrainingData;
import dev.nevus.trainer.SmallNets;
import dev.nevus.trainer.unet.FlipAveraging;
import dev.nevus.trainer.unet.UNetShape;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TrainingRecordTest {
  private static final Instant AT = Instant.parse("2026-11-23T04:15:00Z");
  private static final Evaluation SCORE = new Evaluation(1, 0.7, 0.6, 0.8, 0.9, 0.95, 0.93);

  @Test
  void certifiesTheModelAndSurvivesItsJsonForm() throws Exception {
    byte[] model = "the model".getBytes(StandardCharsets.UTF_8);
    TrainingRecord record =
        new TrainingRecord(
            SmallNets.plan(UNetShape.NOTEBOOK, 6, 123),
            FlipAveraging.NONE,
            new TrainingData("drawn", "digest of the data", 2, 1, "by id", "CC0-1.0"),
            "abc",
            NativeBackend.PLAIN);

    ModelManifest manifest =
        record.manifest(model, Map.of("validation", SCORE), Optional.empty(), AT);

    assertThat(manifest.certifies(ModelFiles.of(model))).isTrue();
    assertThat(manifest.data().sha256()).isEqualTo("digest of the data");
    assertThat(manifest.data().trainingImages()).isEqualTo(2);
    assertThat(manifest.runtime()).containsEntry("engine", "DL4J 1.0.0-M2.1, PLAIN");
    assertThat(EventJson.fromJson(EventJson.toJson(manifest), ModelManifest.class))
        .isEqualTo(manifest);
  }
}
