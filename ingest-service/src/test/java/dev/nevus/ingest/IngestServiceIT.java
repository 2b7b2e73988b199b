package dev.nevus.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.nevus.RealServers;
import dev.nevus.embedded.ChildFailure;
import dev.nevus.embedded.ChildProcess;
import dev.nevus.event.Correlation;
import dev.nevus.event.DeadLettered;
import dev.nevus.event.EventCodec;
import dev.nevus.event.ImageStored;
import dev.nevus.event.LabelAccepted;
import dev.nevus.event.LabelWithdrawn;
import dev.nevus.event.MaskPredicted;
import dev.nevus.eventlog.Topic;
import dev.nevus.eventlog.kafka.KafkaEventLog;
import dev.nevus.eventlog.kafka.KafkaEvents;
import dev.nevus.eventlog.kafka.TailedLog;
import dev.nevus.fuzz.Mutations;
import dev.nevus.image.ImageId;
import dev.nevus.store.ObjectKey;
import dev.nevus.store.s3.S3ObjectStore;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The service as a process, with a real broker and a real store. */
class IngestServiceIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private static ChildProcess service;
  private static HttpClientOf http;
  private static TailedLog log;

  @BeforeAll
  static void start() throws IOException, InterruptedException {
    service =
        IngestProcess.start(
            RealServers.kafka().bootstrap(),
            RealServers.store(),
            Map.of("NEVUS_INBOUND_BUCKETS", "nevus"));
    http = new HttpClientOf(service.ready());
    log =
        new TailedLog(
            RealServers.kafka(),
            EnumSet.of(
                Topic.IMAGES_STORED,
                Topic.IMAGES_BACKLOG,
                Topic.LABELS_ACCEPTED,
                Topic.DEAD_LETTERS));
  }

  @AfterAll
  static void stop() throws InterruptedException {
    log.close();
    assertThat(service.stop(PATIENCE)).as("exit code after SIGTERM").isEqualTo(143);
  }

  @Test
  void leadsAnImageFromTheDoorToItsMask() throws Exception {
    byte[] jpeg = Drawings.jpeg(101);
    ImageId image = ImageId.of(jpeg);

    assertThat(http.upload(jpeg, "X-Correlation-Id", "it-1").statusCode()).isEqualTo(202);
    assertThat(state(image)).isEqualTo("accepted");
    await().atMost(PATIENCE).until(() -> isAnnounced(image));
    segment(image, Drawings.mask(101));

    await().atMost(PATIENCE).until(() -> state(image).equals("segmented"));
    JsonNode told = HttpClientOf.json(http.get("/v1/images/" + image));
    assertThat(told.at("/original/correlation/correlationId").asText()).isEqualTo("it-1");
    assertThat(http.get("/v1/images/" + image + "/mask").body()).isEqualTo(Drawings.mask(101));
    assertThat(http.get("/v1/images/" + image + "/overlay").statusCode()).isEqualTo(200);
  }

  @Test
  void leadsAMaskFromAPersonToItsLabel() throws Exception {
    byte[] jpeg = Drawings.jpeg(105);
    ImageId image = ImageId.of(jpeg);
    String self = "/v1/images/" + image;
    http.upload(jpeg);

    HttpResponse<byte[]> first =
        http.put(self + "/label?annotator=ana", Drawings.mask(105), "Content-Type", "image/png");
    HttpResponse<byte[]> again = http.put(self + "/label?annotator=ana", Drawings.mask(105));
    HttpResponse<byte[]> withdrawn = http.delete(self + "/labels/1?by=ana&reason=wrong");

    assertThat(first.statusCode()).isEqualTo(200);
    assertThat(HttpClientOf.json(again).path("repeated").asBoolean()).isTrue();
    assertThat(http.get(self + "/labels/1/mask").body()).isEqualTo(Drawings.mask(105));
    assertThat(withdrawn.statusCode()).isEqualTo(200);
    await().atMost(PATIENCE).until(() -> !log.seen(LabelWithdrawn.class).isEmpty());
    assertThat(log.seen(LabelAccepted.class))
        .extracting(LabelAccepted::id)
        .containsOnly("label-accepted/" + image + "/1");
    await().atMost(PATIENCE).until(() -> isListedAs(image, "no"));
    http.put(self + "/label?annotator=ana", Drawings.mask(105));
    await().atMost(PATIENCE).until(() -> isListedAs(image, "yes"));
  }

  @Test
  void takesImagesFromTheLogAndDeadLettersTheBadOnes() throws Exception {
    byte[] jpeg = Drawings.jpeg(102);
    byte[] referenced = Drawings.jpeg(103);
    ImageId left = ImageId.of(referenced);
    try (S3ObjectStore store = new S3ObjectStore(RealServers.store())) {
      store.put(new ObjectKey("left/here.jpg"), referenced, "image/jpeg");
    }

    push("bad", "no image".getBytes(StandardCharsets.UTF_8), Map.of());
    push("good", jpeg, Map.of("correlation-id", "it-2"));
    push("left", new byte[0], Map.of("nevus-reference", "s3://nevus/left/here.jpg"));

    await().atMost(PATIENCE).until(() -> isAnnounced(ImageId.of(jpeg)) && isAnnounced(left));
    await().atMost(PATIENCE).until(() -> !log.seen(DeadLettered.class).isEmpty());
    assertThat(log.seen(DeadLettered.class).get(0).code()).isEqualTo("unsupported-format");
    assertThat(log.deliveries())
        .filteredOn(delivery -> delivery.event().key().equals(ImageId.of(jpeg).sha256()))
        .first()
        .satisfies(
            delivery -> {
              assertThat(delivery.correlation().correlationId()).contains("it-2");
              assertThat(delivery.correlation().senderId()).contains("good");
            });
  }

  /** {@code -Dnevus.mutations} asks for another number, {@code -Dnevus.seed} for another start. */
  @Test
  void answersEveryHostileImageAndServesOn() throws Exception {
    long first = Long.getLong("nevus.seed", 100_000);
    Mutations mutations = new Mutations();
    Map<String, Integer> answers = new TreeMap<>();
    for (long seed = first; seed < first + Integer.getInteger("nevus.mutations", 500); seed++) {
      HttpResponse<byte[]> answer = http.upload(mutations.of(seed));
      assertThat(answer.statusCode()).as("seed %d", seed).isIn(202, 413, 415, 422);
      answers.merge(HttpClientOf.problem(answer), 1, Integer::sum);
    }

    System.out.printf("Hostile uploads from seed %d: %s%n", first, answers);
    assertThat(answers).containsKey("202 ").hasSizeGreaterThan(4);
    assertThat(http.get("/health/live").statusCode()).isEqualTo(200);
    assertThat(text(http.get("/metrics")))
        .contains("nevus_images_total{outcome=\"refused\",reason=\"corrupt-image\"");
  }

  @Test
  void isReadyAndShowsItsFigures() throws Exception {
    await().atMost(PATIENCE).until(() -> http.get("/health/ready").statusCode() == 200);

    assertThat(text(http.get("/metrics"))).contains("service=\"ingest-service\"");
  }

  @Test
  void startsWithoutNeighboursAndSaysWhoIsMissing() throws Exception {
    try (ChildProcess alone =
        IngestProcess.start(
            "127.0.0.1:1",
            RealServers.config(URI.create("http://127.0.0.1:1"), "key", "secret"),
            Map.of())) {
      HttpClientOf door = new HttpClientOf(alone.ready());

      HttpResponse<byte[]> ready = door.get("/health/ready");
      HttpResponse<byte[]> upload = door.upload(Drawings.jpeg(104));

      assertThat(door.get("/health/live").statusCode()).isEqualTo(200);
      assertThat(ready.statusCode()).isEqualTo(503);
      assertThat(HttpClientOf.json(ready).at("/neighbours/store").asText()).isNotEqualTo("ok");
      assertThat(HttpClientOf.json(ready).at("/neighbours/log").asText()).isNotEqualTo("ok");
      assertThat(HttpClientOf.json(ready).at("/neighbours/catalog").asText()).isEqualTo("ok");
      assertThat(upload.statusCode()).isEqualTo(503);
    }
  }

  @Test
  void refusesToStartWithWrongSettings() {
    assertThatThrownBy(
            () ->
                IngestProcess.start(
                    "127.0.0.1:1", RealServers.store(), Map.of("NEVUS_HTTP_PORT", "many")))
        .isInstanceOf(ChildFailure.class)
        .hasMessageContaining("NEVUS_HTTP_PORT");
  }

  private static boolean isListedAs(ImageId image, String labelled)
      throws IOException, InterruptedException {
    return text(http.get("/v1/images?limit=500&labelled=" + labelled)).contains(image.sha256());
  }

  private static boolean isAnnounced(ImageId image) {
    return log.seen(ImageStored.class).stream().anyMatch(fact -> fact.image().equals(image));
  }

  private static String state(ImageId image) throws IOException, InterruptedException {
    return HttpClientOf.json(http.get("/v1/images/" + image)).path("state").asText();
  }

  private static void segment(ImageId image, byte[] mask) throws Exception {
    MaskPredicted fact = Facts.mask(image, Facts.NEW_MODEL, Instant.now());
    try (S3ObjectStore store = new S3ObjectStore(RealServers.store());
        KafkaEventLog events =
            new KafkaEventLog(
                RealServers.kafka(),
                new KafkaEvents(new EventCodec("test")),
                new SimpleMeterRegistry())) {
      store.put(fact.mask(), mask, "image/png");
      events.publish(fact, Correlation.NONE);
    }
  }

  private static void push(String key, byte[] value, Map<String, String> headers) throws Exception {
    ProducerRecord<String, byte[]> record =
        new ProducerRecord<>(Topic.IMAGES_INBOUND.topicName(), key, value);
    headers.forEach(
        (name, text) -> record.headers().add(name, text.getBytes(StandardCharsets.UTF_8)));
    try (KafkaProducer<String, byte[]> hospital =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", RealServers.kafka().bootstrap()),
            new StringSerializer(),
            new ByteArraySerializer())) {
      assertThat(hospital.send(record).get().hasOffset()).isTrue();
    }
  }

  private static String text(HttpResponse<byte[]> response) {
    return new String(response.body(), StandardCharsets.UTF_8);
  }
}
