package dev.nevus.standalone;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.nevus.event.Correlation;
import dev.nevus.event.EventCodec;
import dev.nevus.event.ImageMetadata;
import dev.nevus.event.ImageStored;
import dev.nevus.event.Urgency;
import dev.nevus.eventlog.EventLog;
import dev.nevus.eventlog.Topic;
import dev.nevus.eventlog.kafka.KafkaConfig;
import dev.nevus.eventlog.kafka.KafkaEventLog;
import dev.nevus.eventlog.kafka.KafkaEvents;
import dev.nevus.image.ImageId;
import dev.nevus.standalone.client.Ending;
import dev.nevus.store.Keys;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What people do at night with what was given up, on a whole, running Nevus. */
class DeadLettersIT {
  private static NevusUnderTest nevus;
  private static Path data;

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
  void anImageWhoseObjectIsRestoredGetsItsMask() throws Exception {
    byte[] file = TestImages.drawn(160, 120, 41);
    ImageId image = ImageId.of(file);
    announce(image, file.length);
    assertThat(nevus.endings().await(image, NevusUnderTest.PATIENCE))
        .containsInstanceOf(Ending.GivenUp.class);
    JsonNode letter = only("--image", image.sha256());
    String id = letter.path("id").asText();
    assertThat(letter.path("code").asText()).isEqualTo("object-missing");
    assertThat(letter.path("fault").asText()).isEqualTo("store");

    CommandLineProcess planned =
        run("dead-letters", "replay", "--all", "--fault", "store", "--since", "2h", "--dry-run");
    assertThat(planned.results()).contains(id + "  would-replay");

    nevus.store().put(Keys.original(image), file, "image/jpeg");
    CommandLineProcess replayed = run("dead-letters", "replay", id, "--reason", "restored");

    assertThat(replayed.exitCode()).as(replayed.progress()).isZero();
    assertThat(replayed.results())
        .as("the first one, for the plan did nothing")
        .contains(id + "  replayed as nevus.images.stored-0@", ", replay 1");
    nevus.awaitState(image, "segmented");
    assertThat(stateOf(id)).isEqualTo("overtaken");
    await()
        .atMost(NevusUnderTest.PATIENCE)
        .ignoreExceptions()
        .until(() -> http(id).at("/letter/state").asText().equals("overtaken"));
    assertThat(http(id).at("/letter/decisions/0/reason").asText()).isEqualTo("restored");
  }

  @Test
  void garbageIsListedShownAndDropped(@TempDir Path folder) throws Exception {
    byte[] garbage = "this is no image".getBytes(UTF_8);
    String id = giveUp("garbage-1", garbage);
    Path out = folder.resolve("bytes");

    CommandLineProcess shown = run("dead-letters", "show", id, "--out", out.toString());

    assertThat(shown.exitCode()).as(shown.progress()).isZero();
    assertThat(shown.results())
        .contains("unsupported-format (bad-input)", "garbage-1", "to do", "source", "north")
        .doesNotContain("patient-7");
    assertThat(Files.readAllBytes(out)).isEqualTo(garbage);
    assertThat(run("dead-letters", "show", id, "--patient-data").results()).contains("patient-7");

    CommandLineProcess dropped =
        run("dead-letters", "drop", id, "--reason", "not an image", "--by", "ben", "--json");
    CommandLineProcess refused = run("dead-letters", "replay", id, "--json");

    assertThat(dropped.exitCode()).as(dropped.progress()).isZero();
    assertThat(dropped.json().get(0).path("outcome").asText()).isEqualTo("dropped");
    assertThat(refused.exitCode()).isEqualTo(1);
    assertThat(refused.json().get(0).path("code").asText()).isEqualTo("letter-dropped");
    await()
        .atMost(NevusUnderTest.PATIENCE)
        .ignoreExceptions()
        .until(() -> http(id).at("/letter/decisions/0/by").asText().equals("ben"));
    await()
        .atMost(NevusUnderTest.PATIENCE)
        .untilAsserted(
            () -> assertThat(run("status").results()).containsPattern("dead letters: .*1 dropped"));
  }

  @Test
  void whatExpiredIsReplayedFromTheBytesThatWereKept() throws Exception {
    String id = giveUp("garbage-2", "no image either".getBytes(UTF_8));
    expireInbound();

    CommandLineProcess replayed = run("dead-letters", "replay", id, "--json");

    assertThat(replayed.exitCode()).as(replayed.progress()).isZero();
    assertThat(replayed.json().get(0).path("source").asText()).isEqualTo("store");
    String again = replayed.json().get(0).path("record").asText();
    await()
        .atMost(NevusUnderTest.PATIENCE)
        .ignoreExceptions()
        .until(() -> http(again).at("/letter/replayOf").asText().equals(id));
    JsonNode second = run("dead-letters", "show", again, "--json").json().get(0);
    assertThat(second.at("/letter/state").asText()).isEqualTo("open");
    assertThat(second.at("/letter/replays").asInt()).isEqualTo(1);
    assertThat(second.at("/letter/senderId").asText()).isEqualTo("garbage-2");
    assertThat(second.at("/before/0").asText()).isEqualTo(id);
  }

  @Test
  void whatIsNotKnownIsTold() throws Exception {
    CommandLineProcess unknown =
        run("dead-letters", "park", "nevus.images.stored-0@99999", "--json");

    assertThat(unknown.exitCode()).isEqualTo(1);
    assertThat(unknown.json().get(0).path("code").asText()).isEqualTo("letter-unknown");
  }

  /** Tells of an image that is not there. */
  private static void announce(ImageId image, int bytes) throws Exception {
    try (EventLog log =
        new KafkaEventLog(
            kafka(), new KafkaEvents(new EventCodec("test")), new SimpleMeterRegistry())) {
      log.publish(
          new ImageStored(
              image,
              Keys.original(image),
              "image/jpeg",
              bytes,
              160,
              120,
              ImageMetadata.NONE,
              Instant.now()),
          Correlation.NONE);
    }
  }

  /** Pushes something that is no image; the id of its letter. */
  private static String giveUp(String senderId, byte[] content) throws Exception {
    ImageMetadata metadata =
        new ImageMetadata(
            Optional.of("patient-7"),
            Optional.empty(),
            Optional.empty(),
            OptionalDouble.empty(),
            Optional.of("north"));
    nevus.kafka().send(content, senderId, metadata, Urgency.LIVE);
    Ending end = nevus.endings().await(ImageId.of(content), NevusUnderTest.PATIENCE).orElseThrow();
    return ((Ending.GivenUp) end).letter().origin().toString();
  }

  private static void expireInbound() throws Exception {
    TopicPartition home = new TopicPartition(Topic.IMAGES_INBOUND.topicName(), 0);
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka().bootstrap()))) {
      // To the end.
      admin.deleteRecords(Map.of(home, RecordsToDelete.beforeOffset(-1))).all().get();
    }
  }

  private static JsonNode only(String... filter) throws Exception {
    List<String> command = new ArrayList<>(List.of("dead-letters", "list", "--json"));
    command.addAll(List.of(filter));
    List<JsonNode> letters = run(command.toArray(String[]::new)).json();
    assertThat(letters).hasSize(1);
    return letters.get(0);
  }

  private static String stateOf(String id) throws Exception {
    return run("dead-letters", "show", id, "--json").json().get(0).at("/letter/state").asText();
  }

  private static JsonNode http(String id) throws Exception {
    return new ObjectMapper().readTree(nevus.http().get("/v1/dead-letters/" + id));
  }

  private static KafkaConfig kafka() {
    return KafkaConfig.plain(nevus.world().neighbours().bootstrap());
  }

  private static CommandLineProcess run(String... arguments) throws Exception {
    return NevusUnderTest.command(data, arguments);
  }
}
