package dev.nevus.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.nevus.RealServers;
import dev.nevus.eventlog.Topic;
import dev.nevus.segment.ModelInput;
import dev.nevus.segment.onnx.TinyOnnx;
import dev.nevus.standalone.client.Ending;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Bringing one's own model to a whole, running Nevus. */
class ModelsIT {
  private static NevusUnderTest nevus;
  private static Path data;

  private final Path folder;

  ModelsIT(@TempDir Path folder) {
    this.folder = folder;
  }

  @BeforeAll
  static void start(@TempDir Path parent) throws Exception {
    data = parent.resolve("data");
    nevus = NevusUnderTest.start(data, 1);
  }

  @AfterAll
  static void stop() throws Exception {
    nevus.close();
  }

  @Test
  void theShippedModelIsTheChampionAndHasScores() throws Exception {
    JsonNode shipped = champion();

    assertThat(shipped.path("inputWidth").asInt()).isPositive();
    assertThat(shipped.at("/scores/validation/thresholdedJaccard").asDouble()).isBetween(0.5, 1.0);
    CommandLineProcess table = run("models", "list");
    assertThat(table.exitCode()).isZero();
    assertThat(table.results().lines().filter(line -> line.startsWith("*")))
        .singleElement()
        .asString()
        .contains(shipped.path("model").asText(), shipped.path("architecture").asText());
  }

  @Test
  void theShippedModelsOwnFileIsKnown() throws Exception {
    Path copy = folder.resolve("copy.onnx");
    Files.copy(Installation.at(RealServers.root()).defaultModel(), copy);
    List<String> before = nevus.keys("models/");

    CommandLineProcess added = run("models", "add", copy.toString(), "--json");

    assertThat(added.exitCode()).isZero();
    assertThat(added.json())
        .singleElement()
        .satisfies(
            result -> {
              assertThat(result.path("outcome").asText()).isEqualTo("known");
              assertThat(result.path("model").asText())
                  .isEqualTo(champion().path("model").asText());
              assertThat(result.path("champion").asBoolean()).isTrue();
            });
    assertThat(nevus.keys("models/")).isEqualTo(before);
  }

  @Test
  void aModelFromElsewhereIsRegisteredOnceAndDoesNotServe() throws Exception {
    Path file = folder.resolve("darkness.onnx");
    Files.write(file, TinyOnnx.of(new ModelInput(96, 64)).withBorder(0.4f).bytes());
    String champion = champion().path("model").asText();

    CommandLineProcess added =
        run("models", "add", file.toString(), "--name", "Darkness", "--licence", "MIT", "--json");
    CommandLineProcess again = run("models", "add", file.toString(), "--json");

    assertThat(added.exitCode()).as(added.progress()).isZero();
    JsonNode result = added.json().get(0);
    String model = result.path("model").asText();
    assertThat(result.path("outcome").asText()).isEqualTo("registered");
    assertThat(result.path("champion").asBoolean()).isFalse();
    assertThat(result.path("detail").asText()).contains("does not serve", champion);
    assertThat(again.json().get(0).path("outcome").asText()).isEqualTo("known");
    assertThat(again.json().get(0).path("model").asText()).isEqualTo(model);
    assertThat(nevus.keys("models/")).filteredOn(key -> key.contains(model)).hasSize(3);
    assertThat(champion().path("model").asText()).isEqualTo(champion);
    assertThat(announced()).contains(model);
    assertToldWithoutScores(model);
    assertThat(servedBy()).isEqualTo(champion);
  }

  @Test
  void aModelIsFoundByTheBeginningOfItsNameShownAndCompared() throws Exception {
    Path file = folder.resolve("dusk.onnx");
    Files.write(file, TinyOnnx.of(new ModelInput(96, 64)).withBorder(0.45f).bytes());
    String model =
        run("models", "add", file.toString(), "--json").json().get(0).path("model").asText();

    CommandLineProcess shown =
        run("models", "show", model.substring(0, model.length() - 2), "--json");
    CommandLineProcess difference = run("models", "diff", "champion", model);
    CommandLineProcess ambiguous = run("models", "show", "2");
    CommandLineProcess unsigned = run("models", "sign", model);

    assertThat(shown.exitCode()).as(shown.progress()).isZero();
    JsonNode sheet = shown.json().get(0);
    assertThat(sheet.path("role").asText()).isEqualTo("never served");
    assertThat(sheet.at("/manifest/golden/means")).hasSize(256);
    assertThat(difference.results()).contains("test: mean Jaccard", "256x256", "96x64");
    assertThat(ambiguous.exitCode()).isEqualTo(1);
    assertThat(ambiguous.progress()).contains(model, "give more of its name");
    assertThat(unsigned.progress()).contains("NEVUS_MODEL_SIGNING_KEY");
    assertThat(run("models", "history").results()).contains("installed", "the registry was empty");
  }

  @Test
  void aModelThatCannotServeIsRefusedAndLeavesNothing() throws Exception {
    Path file = folder.resolve("diverged.onnx");
    Files.write(file, TinyOnnx.of(new ModelInput(96, 64)).withNanWeights().bytes());
    List<String> before = nevus.keys("models/");

    CommandLineProcess refused = run("models", "add", file.toString());

    assertThat(refused.exitCode()).isEqualTo(1);
    assertThat(refused.results()).startsWith("refused").contains("diverged.onnx", "bad-weights");
    assertThat(nevus.keys("models/")).isEqualTo(before);
  }

  @Test
  void aNevusIsAlsoFoundByTheVariablesOfItsServices() throws Exception {
    CommandLineProcess list =
        CommandLineProcess.run(
            nevus.world().neighbours().environment(), "models", "list", "--json");

    assertThat(list.exitCode()).as(list.progress()).isZero();
    assertThat(list.json()).extracting(row -> row.path("model").asText()).isNotEmpty();
  }

  private static CommandLineProcess run(String... arguments) throws Exception {
    return NevusUnderTest.command(data, arguments);
  }

  private static List<JsonNode> rows() throws Exception {
    CommandLineProcess list = run("models", "list", "--json");
    assertThat(list.exitCode()).as(list.progress()).isZero();
    return list.json();
  }

  private static JsonNode champion() throws Exception {
    List<JsonNode> champions =
        rows().stream().filter(row -> row.path("champion").asBoolean()).toList();
    assertThat(champions).hasSize(1);
    return champions.get(0);
  }

  private static void assertToldWithoutScores(String model) throws Exception {
    JsonNode told = new ObjectMapper().readTree(nevus.http().get("/v1/models"));
    List<JsonNode> both = new ArrayList<>(rows());
    told.path("versions").forEach(both::add);
    assertThat(both)
        .filteredOn(row -> row.path("model").asText().equals(model))
        .hasSize(2)
        .allSatisfy(
            row -> {
              assertThat(row.path("scores").isObject()).isTrue();
              assertThat(row.path("scores").isEmpty()).isTrue();
              assertThat(row.path("architecture").asText()).startsWith("Darkness");
              assertThat(row.path("inputWidth").asInt()).isEqualTo(96);
            });
  }

  /** Which model makes the mask of a new image. */
  private static String servedBy() throws Exception {
    Ending ending = nevus.awaitAll(nevus.sendDrawn(1, 900)).get(0).ending().orElseThrow();
    return ((Ending.Segmented) ending).mask().model().value();
  }

  /** The models that the log tells of. */
  private static List<String> announced() {
    Map<String, Object> properties =
        Map.of("bootstrap.servers", nevus.world().neighbours().bootstrap());
    try (KafkaConsumer<String, String> consumer =
        new KafkaConsumer<>(properties, new StringDeserializer(), new StringDeserializer())) {
      List<TopicPartition> partition =
          List.of(new TopicPartition(Topic.MODELS_PUBLISHED.topicName(), 0));
      consumer.assign(partition);
      long end = consumer.endOffsets(partition).getOrDefault(partition.get(0), Long.MAX_VALUE);
      consumer.seekToBeginning(partition);
      List<String> models = new ArrayList<>();
      Awaitility.await()
          .atMost(NevusUnderTest.PATIENCE)
          .until(
              () -> {
                for (ConsumerRecord<String, String> told : consumer.poll(Duration.ofSeconds(1))) {
                  models.add(told.key());
                }
                return consumer.position(partition.get(0)) >= end;
              });
      return models;
    }
  }
}
