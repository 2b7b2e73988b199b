package dev.nevus.ingest.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.nevus.ingest.Facts;
import dev.nevus.ingest.HttpClientOf;
import dev.nevus.ingest.IngestWorld;
import dev.nevus.model.BareModel;
import dev.nevus.model.Choice;
import dev.nevus.model.Decision;
import dev.nevus.model.ModelFiles;
import dev.nevus.model.ModelId;
import dev.nevus.model.ModelManifest;
import dev.nevus.model.ModelManifest.TrainingData;
import dev.nevus.model.SigningKeys;
import dev.nevus.model.StoredModelRegistry;
import dev.nevus.store.Sha256;
import java.time.Clock;
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
    assertThat(version.has("signed")).isFalse();
    assertThat(world.models.manifest(model).data()).isEqualTo(TrainingData.UNKNOWN);
  }

  @Test
  void tellsChampionCandidateAndWhatWasDecided() throws Exception {
    ModelId champion = world.promote("champion");
    BareModel candidate = BareModel.of("candidate");
    world.models.publish(candidate.manifest(), candidate.files());
    world.models.decide(Choice.of(Decision.Kind.NOMINATED, candidate.id(), "trainer", "new"));

    JsonNode told = HttpClientOf.json(world.http.get("/v1/models"));
    JsonNode history = HttpClientOf.json(world.http.get("/v1/models/history"));
    JsonNode one = HttpClientOf.json(world.http.get("/v1/models/" + candidate.id()));

    assertThat(told.at("/champion/model").asText()).isEqualTo(champion.value());
    assertThat(told.at("/candidate/model").asText()).isEqualTo(candidate.id().value());
    assertThat(told.path("versions")).hasSize(2);
    assertThat(history.path("decisions").findValuesAsText("kind"))
        .containsExactly("PROMOTED", "NOMINATED");
    assertThat(one.at("/manifest/sha256").asText()).isEqualTo(candidate.manifest().sha256());
    assertThat(one.path("decisions").findValuesAsText("reason")).containsExactly("new");
  }

  @Test
  void tellsWhetherAModelIsSignedWhereSignaturesAreAskedFor() throws Exception {
    SigningKeys keys = SigningKeys.generated();
    try (IngestWorld asking = new IngestWorld(keys.trusting())) {
      BareModel model = BareModel.of("brought");
      asking.models.publish(model.manifest(), model.files());
      JsonNode before = HttpClientOf.json(asking.http.get("/v1/models"));
      new StoredModelRegistry(asking.store, Clock.systemUTC(), keys.signing()).sign(model.id());

      JsonNode after = HttpClientOf.json(asking.http.get("/v1/models/" + model.id()));

      assertThat(before.at("/versions/0/signed").asBoolean(true)).isFalse();
      assertThat(after.path("signed").asBoolean()).isTrue();
    }
  }

  @Test
  void tellsAProblemForAModelThatIsNotThere() throws Exception {
    assertThat(HttpClientOf.problem(world.http.get("/v1/models/" + Facts.OLD_MODEL)))
        .isEqualTo("404 model-unknown");
    assertThat(HttpClientOf.problem(world.http.get("/v1/models/best")))
        .isEqualTo("404 model-unknown");
  }
}
