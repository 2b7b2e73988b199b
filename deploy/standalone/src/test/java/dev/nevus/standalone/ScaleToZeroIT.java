package dev.nevus.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.nevus.RealServers;
import dev.nevus.embedded.ChildProcess;
import dev.nevus.embedded.ClassArchive;
import dev.nevus.embedded.FreePort;
import dev.nevus.event.ImageMetadata;
import dev.nevus.event.Urgency;
import dev.nevus.eventlog.Topic;
import dev.nevus.eventlog.kafka.KafkaConfig;
import dev.nevus.eventlog.kafka.KafkaTopics;
import dev.nevus.eventlog.kafka.WorkGroup;
import dev.nevus.standalone.client.Endings;
import dev.nevus.standalone.client.HttpDoor;
import dev.nevus.standalone.client.Pushed;
import dev.nevus.standalone.client.Sender;
import dev.nevus.standalone.client.Sending;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nevus with no worker, one worker, and none again: images wait, and the signals say so. */
class ScaleToZeroIT {
  private static final String LIVE = WorkGroup.WORKERS;
  private static final String REQUESTED = WorkGroup.requests(WorkGroup.WORKERS);
  private static final Duration PATIENCE = NevusUnderTest.PATIENCE;

  @Test
  void imagesWaitForTheFirstWorkerAndTheSignalsTellItWhenToCome(@TempDir Path data)
      throws Exception {
    Installation installation = new Installation(RealServers.root(), data);
    try (World world = withoutWorkers(installation);
        HttpDoor http = new HttpDoor(world.http());
        Endings endings = new Endings(world.neighbours().bootstrap(), Clock.systemUTC())) {
      Sender sender = new Sender(endings, Clock.systemUTC());

      Pushed first = sender.send(http, "first", TestImages.drawn(320, 240, 1));
      JsonNode waiting = awaitWork(http, work -> waiting(work, LIVE) == 1);
      awaitWork(http, work -> oldest(work, LIVE) > oldest(waiting, LIVE) + 1);
      assertThat(group(waiting, LIVE).path("workers").asInt()).isZero();
      assertThat(first.sending()).isInstanceOf(Sending.Taken.class);
      assertThat(new String(http.get("/metrics"), StandardCharsets.UTF_8))
          .containsPattern("nevus_backlog\\{group=\"nevus-workers\",.*stored\"} 1.0")
          .containsPattern("nevus_workers\\{group=\"nevus-workers\",.*} 0.0");

      ChildProcess worker = worker(installation, world.neighbours());
      try {
        assertThat(sender.await(first, PATIENCE).isSegmented()).isTrue();
        JsonNode done = awaitWork(http, work -> waiting(work, LIVE) == 0);
        assertThat(oldest(done, LIVE)).isZero();
        assertThat(group(done, LIVE).path("workers").asInt()).isPositive();
        awaitWork(http, work -> work.at("/masks/total").asLong() == 1);
        assertThat(worker.stop(PATIENCE)).as("exit code after SIGTERM").isEqualTo(143);
      } finally {
        worker.kill();
      }

      awaitWork(http, work -> group(work, LIVE).path("workers").asInt() == 0);
      sender.send(http, "second", TestImages.drawn(320, 240, 2));
      http.send(TestImages.drawn(320, 240, 3), "old", ImageMetadata.NONE, Urgency.BACKLOG);
      JsonNode again =
          awaitWork(http, work -> waiting(work, LIVE) == 1 && waiting(work, REQUESTED) == 1);
      JsonNode behind = group(again, REQUESTED).path("backlog");
      assertThat(behind.path(Topic.IMAGES_BACKLOG.topicName()).asInt()).isEqualTo(1);
      assertThat(behind.path(Topic.SEGMENTATIONS_REQUESTED.topicName()).asInt()).isZero();

      CommandLineProcess told = NevusUnderTest.command(data, "status");
      assertThat(told.exitCode()).as(told.progress()).isZero();
      assertThat(told.results()).containsPattern(LIVE + " +1 +[0-9.]+ s +0");
      CommandLineProcess json = NevusUnderTest.command(data, "status", "--json");
      assertThat(waiting(json.json().get(0), LIVE)).isEqualTo(1);
    }
  }

  private static World withoutWorkers(Installation installation) throws Exception {
    WorldPlan plan =
        new WorldPlan(
            0,
            Optional.of(FreePort.any()),
            bootstrap -> KafkaTopics.create(KafkaConfig.plain(bootstrap), 1, (short) 1));
    return World.start(
        installation, plan, List.of(Service.ingest(installation.data())), new RecordingProgress());
  }

  private static ChildProcess worker(Installation installation, Neighbours neighbours)
      throws Exception {
    return ClassArchive.start(
        Service.worker(1).command(FreePort.any(), installation, neighbours), PATIENCE);
  }

  private static JsonNode awaitWork(HttpDoor http, Predicate<JsonNode> wanted) {
    return await().atMost(PATIENCE).until(() -> operations(http), wanted);
  }

  private static JsonNode operations(HttpDoor http) throws Exception {
    return new ObjectMapper().readTree(http.get("/v1/operations"));
  }

  /** Records that wait for a group; -1 where nobody knows. */
  private static long waiting(JsonNode work, String name) {
    JsonNode group = group(work, name);
    long sum = 0;
    for (JsonNode records : group.path("backlog")) {
      sum += records.asLong();
    }
    return group.path("known").asBoolean() ? sum : -1;
  }

  private static double oldest(JsonNode work, String name) {
    return group(work, name).path("oldestAgeSeconds").asDouble(-1);
  }

  private static JsonNode group(JsonNode work, String name) {
    for (JsonNode group : work.path("groups")) {
      if (group.path("group").asText().equals(name)) {
        return group;
      }
    }
    throw new AssertionError("no group " + name + " in " + work);
  }
}
