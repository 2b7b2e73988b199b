package dev.nevus.standalone.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.nevus.event.Correlation;
import dev.nevus.event.Event;
import dev.nevus.event.EventCodec;
import dev.nevus.event.EventJson;
import dev.nevus.event.ImageStored;
import dev.nevus.event.MaskPredicted;
import dev.nevus.event.ModelNominated;
import dev.nevus.event.ModelPromoted;
import dev.nevus.event.ModelPublished;
import dev.nevus.eventlog.EventLog;
import dev.nevus.eventlog.Topic;
import dev.nevus.eventlog.kafka.KafkaEventLog;
import dev.nevus.eventlog.kafka.KafkaEvents;
import dev.nevus.image.ImageId;
import dev.nevus.model.ModelId;
import dev.nevus.standalone.bench.BackDoor;
import dev.nevus.standalone.client.HttpDoor;
import dev.nevus.standalone.client.LogListener;
import dev.nevus.store.Keys;
import dev.nevus.store.ObjectStore;
import dev.nevus.store.s3.S3ObjectStore;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A log on which things stand twice, in the wrong order, or that make no sense. */
@Tag("faults")
class LogFaultsIT {
  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final long SEED = 20_260_101;

  private static FaultyNevus nevus;
  private static Senders hospital;
  private static HttpDoor http;
  private static EventLog log;

  @BeforeAll
  static void start(@TempDir Path data) throws Exception {
    nevus = FaultyNevus.start(data, 1);
    nevus.startIngest();
    nevus.startWorker();
    http = new HttpDoor(nevus.http());
    hospital = new Senders(http, PATIENCE, 8);
    log =
        new KafkaEventLog(
            nevus.direct().kafka(),
            new KafkaEvents(new EventCodec("test")),
            new SimpleMeterRegistry());
  }

  @AfterAll
  static void stop() throws Exception {
    log.close();
    nevus.close();
  }

  @Test
  void everyRecordTwiceIsEveryEffectOnce() throws Exception {
    hospital.send(20);
    Ledger.awaitDone(nevus.direct(), PATIENCE);
    int repeatedBefore = Ledger.whenDone(nevus.direct(), PATIENCE).repeated();
    List<Event> told = told();

    for (Event event : told) {
      log.publish(event, Correlation.NONE);
    }

    Ledger ledger = Ledger.whenDone(nevus.direct(), PATIENCE);
    tellEnd("every record twice", ledger);
    assertThat(ledger.repeated() - repeatedBefore)
        .as("each mask told once more by us, and once by whoever did the image again")
        .isGreaterThanOrEqualTo(told.size());
  }

  @Test
  void aMaskThatIsToldOfBeforeItsImageIsTheImagesEnd() throws Exception {
    hospital.send(1);
    MaskPredicted other = anyMask();
    try (ObjectStore store = new S3ObjectStore(nevus.direct().store());
        BackDoor door = new BackDoor(nevus.direct(), Clock.systemUTC())) {
      ImageStored image = door.put(hospital.next());
      MaskPredicted early = of(image.image(), other);
      store.putIfAbsent(early.mask(), store.get(other.mask()), "image/png");
      store.putIfAbsent(
          Keys.result(early.model(), early.image()), EventJson.toJson(early), "application/json");
      log.publish(early, Correlation.NONE);
      awaitCatalog();
      door.announce(image);

      awaitState(image.image(), "segmented");
      tellEnd("a mask before its image", Ledger.whenDone(nevus.direct(), PATIENCE));
    }
  }

  @Test
  void newsOfModelsInTheWrongOrderChangeNoModel() throws Exception {
    hospital.send(1);
    ModelId serving = anyMask().model();
    ModelId unknown = new ModelId("20300101T000000Z-abababab");

    log.publish(
        new ModelPromoted(unknown, 7, "nobody", "out of order", Instant.now()), Correlation.NONE);
    log.publish(
        new ModelNominated(unknown, 3, "nobody", "out of order", Instant.now()), Correlation.NONE);
    // Of a model without files the ledger would rightly say that they are missing.
    log.publish(
        new ModelPublished(serving, Keys.manifest(serving), Instant.now()), Correlation.NONE);
    hospital.send(10);

    Ledger ledger = Ledger.whenDone(nevus.direct(), PATIENCE);
    tellEnd("news of models out of order", ledger);
    assertThat(ledger.models()).containsExactly(serving);
  }

  @Test
  void garbageOnEveryTopicIsSetAsideAndEverythingElseGoesOn() throws Exception {
    Random random = new Random(SEED);
    try (KafkaProducer<byte[], byte[]> vandal =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", nevus.brokers().direct()),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      for (Topic topic : Topic.values()) {
        for (int i = 0; i < 5; i++) {
          byte[] key = new byte[random.nextInt(20)];
          byte[] value = new byte[random.nextInt(2_000)];
          random.nextBytes(key);
          random.nextBytes(value);
          vandal.send(new ProducerRecord<>(topic.topicName(), key, i == 0 ? null : value)).get();
        }
      }
    }
    List<ImageId> after = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      after.add(hospital.send(hospital.next()));
    }

    tellEnd("garbage on every topic", Ledger.whenDone(nevus.direct(), PATIENCE));
    for (ImageId image : after) {
      awaitState(image, "segmented");
    }
  }

  private static void tellEnd(String what, Ledger ledger) {
    System.out.println(what + ": " + ledger.assertEachHasOneEnd(hospital.taken()));
    assertThat(ledger.letters()).isEmpty();
  }

  /** What the log tells of images and masks. */
  private static List<Event> told() throws Exception {
    try (LogListener listener =
        new LogListener(
            nevus.direct().kafka(),
            Set.of(Topic.IMAGES_STORED, Topic.MASKS_PREDICTED),
            Clock.systemUTC())) {
      listener.awaitEnd(PATIENCE);
      return listener.all().stream().map(heard -> heard.delivery().event()).toList();
    }
  }

  private static MaskPredicted anyMask() throws Exception {
    Ledger.awaitDone(nevus.direct(), PATIENCE);
    return told().stream()
        .filter(MaskPredicted.class::isInstance)
        .map(MaskPredicted.class::cast)
        .findFirst()
        .orElseThrow();
  }

  private static MaskPredicted of(ImageId image, MaskPredicted like) {
    return new MaskPredicted(
        image,
        like.model(),
        Keys.mask(like.model(), image),
        like.width(),
        like.height(),
        like.measures(),
        like.timings(),
        like.worker(),
        like.cores(),
        like.at());
  }

  private static void awaitCatalog() {
    await()
        .atMost(PATIENCE)
        .until(
            () -> new String(http.get("/metrics"), java.nio.charset.StandardCharsets.UTF_8),
            metrics -> metrics.lines().anyMatch(LogFaultsIT::saysCatalogIsUpToDate));
  }

  private static boolean saysCatalogIsUpToDate(String line) {
    return line.startsWith("nevus_catalog_behind") && line.endsWith(" 0.0");
  }

  private static void awaitState(ImageId image, String state) {
    await()
        .atMost(PATIENCE)
        .ignoreExceptions()
        .until(() -> http.image(image).path("state").asText().equals(state));
  }
}
