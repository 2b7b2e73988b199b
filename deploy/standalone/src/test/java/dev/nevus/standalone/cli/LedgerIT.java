package dev.nevus.standalone.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.nevus.RealServers;
import dev.nevus.event.EventJson;
import dev.nevus.event.ImageStored;
import dev.nevus.event.MaskPredicted;
import dev.nevus.eventlog.kafka.KafkaConfig;
import dev.nevus.eventlog.kafka.KafkaTopics;
import dev.nevus.image.ImageId;
import dev.nevus.label.Annotation;
import dev.nevus.label.LabelBook;
import dev.nevus.model.ModelId;
import dev.nevus.standalone.Installation;
import dev.nevus.standalone.Neighbourhood;
import dev.nevus.standalone.bench.BackDoor;
import dev.nevus.standalone.ledger.StubbornWorkers;
import dev.nevus.standalone.models.RunningNevus;
import dev.nevus.store.Keys;
import dev.nevus.store.ObjectStore;
import dev.nevus.store.s3.S3ObjectStore;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On a real broker and a real store, with workers whose results a test chooses. */
class LedgerIT {
  private static final ModelId OTHER = new ModelId("20261124T041500Z-00000001");

  private final Path data;

  LedgerIT(@TempDir Path data) {
    this.data = data;
  }

  @Test
  void provesRepairsAndAccuses() throws Exception {
    Installation installation = new Installation(RealServers.root(), data);
    try (Neighbourhood servers =
        Neighbourhood.start(
            installation,
            bootstrap -> KafkaTopics.create(KafkaConfig.plain(bootstrap), 2, (short) 1))) {
      Verifying verifying = new Verifying(servers);
      RunningNevus nevus = verifying.nevus();
      try (ObjectStore store = new S3ObjectStore(nevus.store());
          BackDoor door = new BackDoor(nevus, Clock.systemUTC());
          StubbornWorkers workers = StubbornWorkers.start(nevus, store)) {
        List<ImageStored> images = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
          images.add(door.put(StubbornWorkers.drawn(i)));
        }
        workers.refuse(images.get(4).image());
        for (ImageStored image : images) {
          door.announce(image);
        }
        isCleanAtFirst(verifying);
        repairsOrphans(verifying, door, store, images.get(0).image());
        accuses(verifying, door, workers, store, images);
      }
    }
  }

  private void isCleanAtFirst(Verifying verifying) throws Exception {
    JsonNode sums = verifying.expect(0, "--wait", "60s", "--grace", "0s");

    assertThat(sums.path("accepted").asInt()).isEqualTo(5);
    assertThat(sums.path("masks").asInt()).isEqualTo(4);
    assertThat(sums.path("dead_letters").asInt()).isEqualTo(1);
    assertThat(sums.path("backlog").asInt()).isZero();
    assertThat(sums.path("lost").asInt()).isZero();
    assertThat(sums.path("twice").asInt()).isZero();
    assertThat(sums.path("orphans").asInt()).isZero();
    assertThat(sums.path("digests_read").asInt()).isEqualTo(5);
    assertThat(sums.path("settled").asBoolean()).isTrue();
  }

  private void repairsOrphans(Verifying verifying, BackDoor door, ObjectStore store, ImageId masked)
      throws Exception {
    ImageId image = door.put(StubbornWorkers.drawn(10)).image();
    MaskPredicted mask = StubbornWorkers.mask(OTHER, masked, "worker-9");
    store.put(mask.mask(), new byte[] {1}, "image/png");
    store.put(Keys.result(OTHER, masked), EventJson.toJson(mask), "application/json");
    new LabelBook(store, Clock.systemUTC())
        .add(
            masked, new byte[] {2}, new Annotation("somebody", Optional.empty(), Optional.empty()));

    assertThat(verifying.expect(0).path("under_way").asInt()).isEqualTo(3);
    JsonNode found = verifying.expect(1, "--grace", "0s");
    assertThat(found.path("orphans").asInt()).isEqualTo(3);
    assertThat(found.path("examples").path("orphan_image").get(0).asText())
        .isEqualTo(image.sha256());

    JsonNode repaired = verifying.expect(0, "--grace", "0s", "--repair");
    assertThat(repaired.path("repaired").asInt()).isEqualTo(3);

    JsonNode after = verifying.expect(0, "--grace", "0s", "--wait", "60s");
    assertThat(after.path("orphans").asInt()).isZero();
    assertThat(after.path("accepted").asInt()).isEqualTo(6);
    assertThat(after.path("masks").asInt()).isEqualTo(5);
    assertThat(after.path("results").asInt()).isEqualTo(6);
    assertThat(after.path("labels").asInt()).isEqualTo(1);
    assertThat(store.size(Keys.stored(image))).isPresent();
  }

  private void accuses(
      Verifying verifying,
      BackDoor door,
      StubbornWorkers workers,
      ObjectStore store,
      List<ImageStored> images)
      throws Exception {
    ImageId damaged = images.get(0).image();
    byte[] content = store.get(Keys.original(damaged));
    content[content.length / 2] ^= 1;
    store.put(Keys.original(damaged), content, "image/png");
    ImageId bereft = images.get(1).image();
    Files.delete(data.resolve("store/buckets/nevus/" + Keys.mask(StubbornWorkers.MODEL, bereft)));
    workers.tellAgain(images.get(2).image(), "another-worker");
    workers.tellAgain(images.get(3).image(), StubbornWorkers.NAME);
    ImageStored forgotten = door.put(StubbornWorkers.drawn(11));
    workers.forget(forgotten.image());
    door.announce(forgotten);

    JsonNode sums = verifying.expect(1, "--wait", "60s");

    assertThat(sums.path("bad_digest").asInt()).isEqualTo(1);
    assertThat(sums.path("missing_mask").asInt()).isEqualTo(1);
    assertThat(sums.path("twice").asInt()).isEqualTo(1);
    assertThat(sums.path("repeated_results").asInt()).isEqualTo(1);
    assertThat(sums.path("lost").asInt()).isEqualTo(1);
    JsonNode named = sums.path("examples");
    assertThat(named.path("bad_digest").get(0).asText()).contains(damaged.sha256());
    assertThat(named.path("missing_mask").get(0).asText()).contains(bereft.sha256());
    assertThat(named.path("lost").get(0).asText()).isEqualTo(forgotten.image().sha256());
    assertThat(verifying.expect(1, "--digests", "none").path("bad_digest").asInt()).isZero();
    assertThat(verifying.people()).contains("NOT CLEAN", "1 x lost", forgotten.image().sha256());

    workers.remember(forgotten.image());
    assertThat(verifying.expect(1, "--repair").path("announced_again").asInt()).isEqualTo(1);
    JsonNode healed = verifying.expect(1, "--wait", "60s");
    assertThat(healed.path("lost").asInt()).isZero();
    assertThat(healed.path("masks").asInt()).isEqualTo(6);
  }

  /** The command, found by its environment. */
  private record Verifying(Neighbourhood servers) {
    RunningNevus nevus() throws Exception {
      return RunningNevus.in(servers.neighbours().environment());
    }

    JsonNode expect(int exitCode, String... options) throws Exception {
      List<String> arguments = new ArrayList<>(List.of("ledger", "verify", "--json"));
      arguments.addAll(List.of(options));
      Ended ended = run(arguments);
      assertThat(ended.exitCode()).as(ended.said()).isEqualTo(exitCode);
      return new ObjectMapper().readTree(ended.said());
    }

    String people() {
      return run(List.of("ledger", "verify")).said();
    }

    private Ended run(List<String> arguments) {
      ByteArrayOutputStream results = new ByteArrayOutputStream();
      Console console =
          new Console(
              new PrintStream(results, true, UTF_8), new PrintStream(System.err, true, UTF_8));
      Workplace place =
          new Workplace(RealServers.root(), servers.neighbours().environment(), "tester", console);
      int exitCode = Nevus.commandLine(place).execute(arguments.toArray(String[]::new));
      return new Ended(exitCode, results.toString(UTF_8));
    }
  }

  private record Ended(int exitCode, String said) {}
}
