package dev.nevus.ingest.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.nevus.event.TrainingRequested;
import dev.nevus.ingest.Facts;
import dev.nevus.ingest.HttpClientOf;
import dev.nevus.ingest.IngestWorld;
import dev.nevus.model.ModelId;
import dev.nevus.training.TrainingEnd;
import dev.nevus.training.TrainingJob;
import dev.nevus.training.TrainingState;
import dev.nevus.training.Trainings;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TrainingTest {
  private final IngestWorld world = new IngestWorld();
  private final Trainings trainings = new Trainings(world.store);

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void tellsHowTrainingsGo() throws Exception {
    trainings.begin(job(1));
    trainings.end(
        new TrainingEnd(
            1,
            TrainingEnd.Outcome.REFUSED,
            Optional.of(Facts.NEW_MODEL),
            List.of("no better"),
            Facts.NOON));
    trainings.begin(job(2));
    trainings.tell(new TrainingState(2, "training", 3, 20, 0.2, 0.81, "trainer-1", Facts.NOON));

    JsonNode all = HttpClientOf.json(world.http.get("/v1/trainings")).path("trainings");
    JsonNode second = HttpClientOf.json(world.http.get("/v1/trainings/2"));

    assertThat(all).hasSize(2);
    assertThat(all.at("/0/end/outcome").asText()).isEqualTo("REFUSED");
    assertThat(all.at("/0/end/model").asText()).isEqualTo(Facts.NEW_MODEL.value());
    assertThat(all.get(1)).isEqualTo(second);
    assertThat(second.at("/job/trigger").asText()).isEqualTo("enough labels");
    assertThat(second.at("/state/epoch").asInt()).isEqualTo(3);
    assertThat(second.has("end")).isFalse();
  }

  @Test
  void asksForATraining() throws Exception {
    HttpResponse<byte[]> response = ask("{\"by\":\"ana\",\"reason\":\"pale lesions\"}");

    assertThat(response.statusCode()).isEqualTo(202);
    JsonNode answer = HttpClientOf.json(response);
    assertThat(answer.at("/links/trainings").asText()).isEqualTo("/v1/trainings");
    assertThat(answer.at("/links/decisions").asText()).isEqualTo("/v1/models/history");
    TrainingRequested fact = world.log.published(TrainingRequested.class).get(0);
    assertThat(fact.request()).isEqualTo(answer.path("request").asText());
    assertThat(fact.by()).isEqualTo("ana");
    assertThat(fact.reason()).isEqualTo("pale lesions");
    assertThat(fact.judge()).isEmpty();
  }

  @Test
  void asksForAJudgementOfAPublishedModel() throws Exception {
    ModelId model = world.promote("brought");

    HttpResponse<byte[]> response = ask(judging(model));

    assertThat(response.statusCode()).isEqualTo(202);
    assertThat(world.log.published(TrainingRequested.class).get(0).judge()).contains(model);
  }

  @Test
  void refusesWhatNobodyCanDo() throws Exception {
    assertThat(HttpClientOf.problem(ask(judging(Facts.NEW_MODEL)))).isEqualTo("404 model-unknown");
    assertThat(HttpClientOf.problem(ask("{\"by\":\"ana\"}"))).isEqualTo("400 bad-parameter");
    assertThat(HttpClientOf.problem(ask("{\"by\":\"ana\",\"reason\":\"a\\nb\"}")))
        .isEqualTo("400 bad-parameter");
    assertThat(HttpClientOf.problem(ask("{\"epochs\":3}"))).isEqualTo("400 bad-body");
    for (String number : List.of("1", "0", "x", "123456789")) {
      assertThat(HttpClientOf.problem(world.http.get("/v1/trainings/" + number)))
          .isEqualTo("404 training-unknown");
    }
    world.log.goAway();
    assertThat(HttpClientOf.problem(ask("{\"by\":\"ana\",\"reason\":\"now\"}")))
        .isEqualTo("503 neighbour-away");
    assertThat(world.log.published()).isEmpty();
  }

  private HttpResponse<byte[]> ask(String json) throws IOException, InterruptedException {
    return world.http.postJson("/v1/trainings", json);
  }

  private static String judging(ModelId model) {
    return "{\"by\":\"ana\",\"reason\":\"compare\",\"judge\":\"%s\"}".formatted(model);
  }

  private static TrainingJob job(int number) {
    return new TrainingJob(
        number,
        "ab".repeat(32),
        "enough labels",
        List.of(),
        Optional.empty(),
        Map.of("epochs", "20"),
        Facts.NOON);
  }
}
