package dev.nevus.ingest.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.nevus.ingest.HttpClientOf;
import dev.nevus.ingest.IngestWorld;
import dev.nevus.model.ModelFiles;
import dev.nevus.model.ModelId;
import dev.nevus.model.ModelManifest;
import dev.nevus.model.ModelManifest.TrainingData;
import dev.nevus.store.Sha256;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ModelEndpointTest {
  private final IngestWorld world = new IngestWorld();

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void aModelThatWasBroughtAsAFileIsToldWithoutScores() throws Exception {
    byte[] file = "not looked at here".getBytes(UTF_8);
    Instant at = Instant.parse("2026-11-24T10:00:00Z");
    ModelId model = ModelId.of(at, file);
    world.models.publish(
        new ModelManifest(
            model,
            Sha256.of(file),
            file.length,
            64,
            48,
            "brought",
            TrainingData.UNKNOWN,
            Map.of(),
            Map.of(),
            Map.of(),
            Optional.empty(),
            at),
        ModelFiles.of(file));

    JsonNode told = HttpClientOf.json(world.http.get("/v1/models"));

    JsonNode version = told.at("/versions/0");
    assertThat(version.path("model").asText()).isEqualTo(model.value());
    assertThat(version.path("architecture").asText()).isEqualTo("brought");
    assertThat(version.path("scores").isObject()).isTrue();
    assertThat(version.path("scores").isEmpty()).isTrue();
    assertThat(version.path("at").asText()).isEqualTo("2026-11-24T10:00:00Z");
    assertThat(told.has("champion")).isFalse();
    assertThat(world.models.manifest(model).data()).isEqualTo(TrainingData.UNKNOWN);
  }
}
