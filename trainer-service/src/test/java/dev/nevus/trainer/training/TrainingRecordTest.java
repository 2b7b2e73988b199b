package dev.nevus.trainer.training;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nevus.event.EventJson;
import dev.nevus.model.Evaluation;
import dev.nevus.model.ModelFiles;
import dev.nevus.model.ModelManifest;
import dev.nevus.trainer.SmallNets;
import dev.nevus.trainer.dataset.LabelledImage;
import dev.nevus.trainer.dataset.Split;
import dev.nevus.trainer.unet.FlipAveraging;
import dev.nevus.trainer.unet.UNetShape;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainingRecordTest {
  private static final Instant AT = Instant.parse("2026-11-23T04:15:00Z");
  private static final Evaluation SCORE = new Evaluation(1, 0.7, 0.6, 0.8, 0.9, 0.95, 0.93);

  private final Path folder;

  TrainingRecordTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @Test
  void certifiesTheModelAndSurvivesItsJsonForm() throws Exception {
    byte[] model = "the model".getBytes(StandardCharsets.UTF_8);
    TrainingRecord record =
        new TrainingRecord(
            new TrainingOrder(
                folder,
                folder,
                SmallNets.plan(UNetShape.NOTEBOOK, 6, 123),
                Optional.empty(),
                FlipAveraging.NONE,
                folder,
                false,
                new TrainingOrder.DataNames("drawn", "CC0-1.0"),
                "abc"),
            new Split(List.of(pair("a"), pair("b")), List.of(pair("c"))),
            "digest of the data",
            NativeBackend.PLAIN);

    ModelManifest manifest = record.manifest(model, Map.of("validation", SCORE), AT);

    assertThat(manifest.certifies(ModelFiles.of(model))).isTrue();
    assertThat(manifest.data().sha256()).isEqualTo("digest of the data");
    assertThat(manifest.data().trainingImages()).isEqualTo(2);
    assertThat(manifest.runtime()).containsEntry("engine", "DL4J 1.0.0-M2.1, PLAIN");
    assertThat(EventJson.fromJson(EventJson.toJson(manifest), ModelManifest.class))
        .isEqualTo(manifest);
  }

  private LabelledImage pair(String id) throws Exception {
    Path image = Files.writeString(folder.resolve(id + ".jpg"), "image " + id);
    Path mask = Files.writeString(folder.resolve(id + ".png"), "mask " + id);
    return new LabelledImage(id, image, mask, id);
  }
}
