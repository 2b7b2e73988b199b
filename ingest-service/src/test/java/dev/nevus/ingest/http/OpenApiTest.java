package dev.nevus.ingest.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.nevus.event.DeadLettered;
import dev.nevus.event.Origin;
import dev.nevus.event.Replay;
import dev.nevus.eventlog.Topic;
import dev.nevus.eventlog.WorkState;
import dev.nevus.image.ImageId;
import dev.nevus.ingest.Drawings;
import dev.nevus.ingest.Facts;
import dev.nevus.ingest.HttpClientOf;
import dev.nevus.ingest.IngestWorld;
import dev.nevus.model.ModelId;
import dev.nevus.training.TrainingEnd;
import dev.nevus.training.TrainingJob;
import dev.nevus.training.TrainingState;
import dev.nevus.training.Trainings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The document and the server say the same. */
class OpenApiTest {
  private final IngestWorld world = new IngestWorld();

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void listsExactlyTheRoutesThatAreServed() throws Exception {
    JsonNode document = document();

    Set<String> documented = new TreeSet<>();
    document
        .path("paths")
        .properties()
        .forEach(
            path ->
                path.getValue()
                    .fieldNames()
                    .forEachRemaining(
                        method ->
                            documented.add(method.toUpperCase(Locale.ROOT) + " " + path.getKey())));
    Set<String> served = new TreeSet<>();
    world.api.routes().forEach(route -> served.add(route.method().name() + " " + route.path()));
    assertThat(document.path("openapi").asText()).startsWith("3.1");
    assertThat(documented).isEqualTo(served);
  }

  @Test
  void namesEveryProblemCode() throws Exception {
    String document = document().toString();

    for (ProblemCode code : ProblemCode.values()) {
      if (code.status() != 500 && !GENERAL.contains(code)) {
        assertThat(document).contains("`" + code.id() + "`");
      }
    }
  }

  private static final Set<ProblemCode> GENERAL =
      Set.of(
          ProblemCode.NOT_FOUND,
          ProblemCode.METHOD_NOT_ALLOWED,
          ProblemCode.HEADERS_TOO_LARGE,
          ProblemCode.REFUSED);

  @Test
  void describesTheFieldsThatAreAnswered() throws Exception {
    byte[] jpeg = Drawings.jpeg(1);
    ImageId image = ImageId.of(jpeg);
    JsonNode accepted = HttpClientOf.json(world.http.upload(jpeg, "Nevus-Patient", "p"));
    world.hear(Facts.mask(image, Facts.NEW_MODEL, Facts.NOON));
    world.hear(Facts.dead(image, 0, Facts.NOON));
    JsonNode label =
        HttpClientOf.json(
            world.http.put(
                "/v1/images/" + image + "/label?annotator=ana&comment=x", Drawings.mask(1)));
    JsonNode withdrawn =
        HttpClientOf.json(
            world.http.delete("/v1/images/" + image + "/labels/1?by=ana&reason=wrong"));
    JsonNode told = HttpClientOf.json(world.http.get("/v1/images/" + image));
    JsonNode difference =
        HttpClientOf.json(
            world.http.get("/v1/images/" + image + "/difference?from=label:1&to=label:1"));
    JsonNode page = HttpClientOf.json(world.http.get("/v1/images?limit=1"));
    JsonNode problem = HttpClientOf.json(world.http.get("/v1/images/x"));

    assertDescribed("Accepted", accepted);
    assertDescribed("Image", told);
    assertDescribed("Original", told.path("original"));
    assertDescribed("Metadata", told.at("/original/metadata"));
    assertDescribed("Correlation", told.at("/original/correlation"));
    assertDescribed("Mask", told.at("/masks/0"));
    assertDescribed("Measures", told.at("/masks/0/measures"));
    assertDescribed("Label", label);
    assertDescribed("Label", told.at("/labels/0"));
    assertDescribed("Withdrawn", withdrawn);
    assertDescribed("Withdrawal", withdrawn.path("withdrawal"));
    assertDescribed("Difference", difference);
    assertDescribed("DeadLetter", told.path("deadLetter"));
    assertDescribed("Page", page);
    assertDescribed("Summary", page.at("/images/0"));
    assertDescribed("Problem", problem);
    assertDescribed("Ready", HttpClientOf.json(world.http.get("/health/ready")));
  }

  @Test
  void describesWhatIsAnsweredAboutModelsAndTrainings() throws Exception {
    ModelId champion = world.promote("champion");
    String wish = "{\"by\":\"ana\",\"reason\":\"because\"}";
    Trainings trainings = new Trainings(world.store);
    trainings.begin(
        new TrainingJob(1, "ab", "asked", List.of(), Optional.of(champion), Map.of(), Facts.NOON));
    trainings.tell(new TrainingState(1, "training", 1, 2, 0.1, 0.8, "trainer", Facts.NOON));
    trainings.end(
        new TrainingEnd(
            1, TrainingEnd.Outcome.FAILED, Optional.of(champion), List.of(), Facts.NOON));
    JsonNode models = HttpClientOf.json(world.http.get("/v1/models"));
    JsonNode model = HttpClientOf.json(world.http.get("/v1/models/" + champion));
    JsonNode training = HttpClientOf.json(world.http.get("/v1/trainings/1"));

    assertDescribed("Models", models);
    assertDescribed("Version", models.at("/versions/0"));
    assertDescribed("Decision", models.path("champion"));
    assertDescribed("Model", model);
    assertDescribed("Manifest", model.path("manifest"));
    assertDescribed("History", HttpClientOf.json(world.http.get("/v1/models/history")));
    assertDescribed("Trainings", HttpClientOf.json(world.http.get("/v1/trainings")));
    assertDescribed("Training", training);
    assertDescribed("TrainingJob", training.path("job"));
    assertDescribed("TrainingState", training.path("state"));
    assertDescribed("TrainingEnd", training.path("end"));
    assertDescribed("TrainingAsked", HttpClientOf.json(world.http.postJson("/v1/trainings", wish)));
    assertDescribed("Queued", HttpClientOf.json(world.http.postJson("/v1/segmentations", wish)));
  }

  @Test
  void describesWhatIsAnsweredAboutTheWork() throws Exception {
    world.watch.show(
        "nevus-workers",
        new WorkState(Map.of(Topic.IMAGES_STORED, 3L), Optional.of(Facts.NOON), 2));
    world.signals.look();

    JsonNode work = HttpClientOf.json(world.http.get("/v1/operations"));

    assertDescribed("Work", work);
    assertDescribed("WorkGroup", work.at("/groups/0"));
    assertDescribed("WorkMasks", work.path("masks"));
    assertThat(work.at("/groups/0/backlog/nevus.images.stored").asInt()).isEqualTo(3);
    assertThat(work.at("/groups/0/workers").asInt()).isEqualTo(2);
    assertThat(work.at("/groups/0/oldestAgeSeconds").asDouble()).isPositive();
  }

  @Test
  void describesWhatIsAnsweredAboutDeadLetters() throws Exception {
    DeadLettered letter =
        Facts.dead(
            Facts.image("a"),
            new Origin(Topic.IMAGES_STORED.topicName(), 0, 1),
            Optional.of(new Replay(new Origin(Topic.IMAGES_STORED.topicName(), 0, 0), 1)));
    world.hear(letter);
    String self = "/v1/dead-letters/" + letter.origin();
    JsonNode decided =
        HttpClientOf.json(
            world.http.postJson(self + "/park", "{\"by\":\"ana\",\"reason\":\"because\"}"));
    JsonNode page = HttpClientOf.json(world.http.get("/v1/dead-letters?limit=1"));

    assertDescribed("LetterDecided", decided);
    assertDescribed("Letter", decided.path("letter"));
    assertDescribed("LetterDecision", decided.at("/letter/decisions/0"));
    assertDescribed("LetterPage", page);
    assertDescribed("Letter", page.at("/letters/0"));
    assertDescribed("ShownLetter", HttpClientOf.json(world.http.get(self)));
  }

  @Test
  void tellsThatTheBrokersDoNotAnswer() throws Exception {
    world.watch.goAway();
    world.signals.look();

    JsonNode group = HttpClientOf.json(world.http.get("/v1/operations")).at("/groups/0");

    assertThat(group.path("known").asBoolean()).isFalse();
    assertThat(group.has("workers")).isFalse();
    assertThat(group.has("oldestAgeSeconds")).isFalse();
  }

  @Test
  void leadsFromTheIndexToTheDocument() throws Exception {
    String index = new String(world.http.get("/").body(), StandardCharsets.UTF_8);

    assertThat(index).contains("/openapi.json");
  }

  private void assertDescribed(String schema, JsonNode answer) throws Exception {
    JsonNode described = document().at("/components/schemas/" + schema);
    assertThat(answer.isObject()).as(schema).isTrue();
    answer
        .fieldNames()
        .forEachRemaining(
            field ->
                assertThat(described.path("properties").has(field))
                    .as("%s.%s is described", schema, field)
                    .isTrue());
    described
        .path("required")
        .forEach(
            field ->
                assertThat(answer.has(field.asText()))
                    .as("%s.%s is answered", schema, field.asText())
                    .isTrue());
  }

  private JsonNode document() throws IOException, InterruptedException {
    return HttpClientOf.json(world.http.get("/openapi.json"));
  }
}
