package dev.nevus.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.nevus.RealServers;
import dev.nevus.embedded.FreePort;
import dev.nevus.eventlog.kafka.KafkaConfig;
import dev.nevus.eventlog.kafka.KafkaTopics;
import dev.nevus.image.ImageId;
import dev.nevus.standalone.client.Ending;
import dev.nevus.standalone.client.Endings;
import dev.nevus.standalone.client.HttpDoor;
import dev.nevus.standalone.client.KafkaDoor;
import dev.nevus.standalone.client.Pushed;
import dev.nevus.standalone.client.Sender;
import dev.nevus.standalone.models.ModelShelf;
import dev.nevus.standalone.models.RunningNevus;
import dev.nevus.store.ObjectKey;
import dev.nevus.store.ObjectStore;
import dev.nevus.store.s3.S3ObjectStore;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A whole Nevus of real processes and a hospital's side of it. Every topic has one partition unless
 * more are asked for, so that whatever workers share, they share by single records.
 */
record NevusUnderTest(
    World world, Endings endings, Sender sender, HttpDoor http, KafkaDoor kafka, ObjectStore store)
    implements AutoCloseable {
  static final Duration PATIENCE = Duration.ofSeconds(90);

  static NevusUnderTest start(Path data, int workers) throws Exception {
    return start(data, workers, Map.of());
  }

  /** With these settings for every service. */
  static NevusUnderTest start(Path data, int workers, Map<String, String> settings)
      throws Exception {
    return start(data, workers, settings, 1);
  }

  /** With so many partitions of each topic. */
  static NevusUnderTest start(Path data, int workers, Map<String, String> settings, int partitions)
      throws Exception {
    WorldPlan plan =
        new WorldPlan(
            workers,
            // Not the usual one: another Nevus of this machine may be about to take it.
            Optional.of(FreePort.any()),
            bootstrap -> KafkaTopics.create(KafkaConfig.plain(bootstrap), partitions, (short) 1),
            settings);
    World world =
        World.start(new Installation(RealServers.root(), data), plan, new RecordingProgress());
    Neighbours neighbours = world.neighbours();
    Endings endings = new Endings(neighbours.bootstrap(), Clock.systemUTC());
    return new NevusUnderTest(
        world,
        endings,
        new Sender(endings, Clock.systemUTC()),
        new HttpDoor(world.http()),
        new KafkaDoor(neighbours.bootstrap()),
        new S3ObjectStore(
            RealServers.config(
                neighbours.store(),
                neighbours.credentials().accessKey(),
                neighbours.credentials().secretKey())));
  }

  @Override
  public void close() throws IOException {
    store.close();
    kafka.close();
    http.close();
    endings.close();
    world.close();
  }

  List<Pushed> sendDrawn(int count, long seed) throws Exception {
    List<Pushed> sent = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      sent.add(
          sender.send(
              i % 2 == 0 ? http : kafka,
              "drawn-" + (seed + i),
              TestImages.drawn(320, 240, seed + i)));
    }
    return sent;
  }

  List<Pushed> awaitAll(List<Pushed> sent) throws Exception {
    List<Pushed> ended = new ArrayList<>();
    for (Pushed pushed : sent) {
      ended.add(sender.await(pushed, PATIENCE));
    }
    assertThat(ended).allMatch(Pushed::isSegmented);
    return ended;
  }

  JsonNode awaitState(ImageId id, String state) {
    return await()
        .atMost(PATIENCE)
        .until(() -> http.image(id), image -> image.path("state").asText().equals(state));
  }

  List<Ending.Segmented> masks() {
    return endings.all().stream()
        .filter(Ending.Segmented.class::isInstance)
        .map(Ending.Segmented.class::cast)
        .toList();
  }

  /** A command of a person that names this data folder. */
  static CommandLineProcess command(Path data, String... arguments) throws Exception {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.addAll(List.of("--data", data.toString()));
    return CommandLineProcess.run(Map.of(), all.toArray(String[]::new));
  }

  /** The models, looked at with these keys. */
  ModelShelf shelf(Map<String, String> keys) throws IOException {
    Map<String, String> environment = new HashMap<>(keys);
    environment.putAll(world.neighbours().environment());
    return ModelShelf.open(RunningNevus.in(environment), Clock.systemUTC());
  }

  List<String> keys(String prefix) throws Exception {
    return store.list(prefix).stream().map(ObjectKey::path).toList();
  }
}
