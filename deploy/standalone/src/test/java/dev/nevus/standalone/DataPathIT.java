package dev.nevus.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.nevus.RealServers;
import dev.nevus.eventlog.kafka.KafkaConfig;
import dev.nevus.eventlog.kafka.KafkaTopics;
import dev.nevus.image.ImageId;
import dev.nevus.image.ImageLimits;
import dev.nevus.mask.DrawnLesion;
import dev.nevus.mask.DrawnLesions;
import dev.nevus.mask.Mask;
import dev.nevus.mask.MaskPng;
import dev.nevus.standalone.client.Ending;
import dev.nevus.standalone.client.Endings;
import dev.nevus.standalone.client.HttpDoor;
import dev.nevus.standalone.client.KafkaDoor;
import dev.nevus.standalone.client.Pushed;
import dev.nevus.standalone.client.Sender;
import dev.nevus.standalone.client.Sending;
import dev.nevus.store.ObjectKey;
import dev.nevus.store.s3.S3ObjectStore;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * The whole of Nevus as real processes: broker, store, ingest, two workers, trainer. Every topic
 * has one partition, so that whatever the two workers share, they share by single records.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class DataPathIT {
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  private static World world;
  private static Endings endings;
  private static Sender sender;
  private static HttpDoor http;
  private static KafkaDoor kafka;
  private static S3ObjectStore store;

  @BeforeAll
  static void start(@TempDir Path data) throws Exception {
    WorldPlan plan =
        new WorldPlan(
            2,
            Optional.empty(),
            bootstrap -> KafkaTopics.create(KafkaConfig.plain(bootstrap), 1, (short) 1));
    world = World.start(new Installation(RealServers.root(), data), plan, new RecordingProgress());
    Neighbours neighbours = world.neighbours();
    endings = new Endings(neighbours.bootstrap(), Clock.systemUTC());
    sender = new Sender(endings, Clock.systemUTC());
    http = new HttpDoor(world.http());
    kafka = new KafkaDoor(neighbours.bootstrap());
    store =
        new S3ObjectStore(
            RealServers.config(
                neighbours.store(),
                neighbours.credentials().accessKey(),
                neighbours.credentials().secretKey()));
  }

  @AfterAll
  static void stop() throws Exception {
    store.close();
    kafka.close();
    http.close();
    endings.close();
    world.close();
  }

  @Test
  void theSameImageByHttpTwiceAndByKafkaOnceIsOneObjectAndOneMask() throws Exception {
    byte[] image = drawn(300, 200, 1);

    List<Pushed> sent =
        List.of(
            sender.send(http, "first", image),
            sender.send(http, "second", image),
            sender.send(kafka, "third", image));
    for (Pushed pushed : sent) {
      assertThat(sender.await(pushed, PATIENCE).isSegmented()).isTrue();
    }

    ImageId id = ImageId.of(image);
    assertThat(sent).extracting(Pushed::sending).containsOnly(new Sending.Taken(id));
    assertThat(keys("images/"))
        .filteredOn(key -> key.contains(id.sha256()) && key.endsWith("original"))
        .hasSize(1);
    assertThat(keys("masks/")).filteredOn(key -> key.endsWith(id + ".png")).hasSize(1);
    assertThat(masks())
        .filteredOn(mask -> mask.mask().image().equals(id))
        .extracting(m -> m.mask().mask())
        .hasSize(1);
  }

  @Test
  void theMaskHasTheImagesSizeAndLiesOnTheLesion() throws Exception {
    try (DrawnLesion lesion = DrawnLesions.draw(new DrawnLesions.Scene(640, 480, 0, false), 5)) {
      Pushed ended = sender.await(sender.send(http, "one", lesion.jpeg()), PATIENCE);
      ImageId id = ((Sending.Taken) ended.sending()).image();
      JsonNode told = awaitState(id, "segmented");

      try (Mask mask = MaskPng.decode(http.mask(id), ImageLimits.DEFAULT)) {
        assertThat(mask.width()).isEqualTo(640);
        assertThat(mask.height()).isEqualTo(480);
        assertThat(dev.nevus.mask.Overlap.of(mask, lesion.mask()).jaccard()).isGreaterThan(0.3);
      }
      assertThat(told.path("state").asText()).isEqualTo("segmented");
      assertThat(http.overlay(id)).startsWith(0x89, 'P', 'N', 'G');
    }
  }

  @Test
  void whatTheSenderCallsItsImageComesBackWithTheMask() throws Exception {
    Pushed pushed = sender.await(sender.send(kafka, "hospital-7/42", drawn(200, 200, 2)), PATIENCE);

    Ending ending = pushed.ending().orElseThrow();
    assertThat(ending.correlation().senderId()).contains("hospital-7/42");
    assertThat(ending.correlation().correlationId()).contains("hospital-7/42");
  }

  @Test
  @Order(1)
  void twoWorkersShareTheWorkOfOnePartition() throws Exception {
    List<byte[]> images = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      images.add(drawn(1022, 767, 100 + i));
    }

    // All at once, so that a queue builds up: an idle worker may well do everything that comes one
    // by one.
    List<Pushed> sent = new ArrayList<>();
    for (byte[] image : images) {
      sent.add(sender.send(kafka, "shared", image));
    }

    Map<String, Long> split =
        awaitAll(sent).stream()
            .map(pushed -> ((Ending.Segmented) pushed.ending().orElseThrow()).mask().worker())
            .collect(Collectors.groupingBy(worker -> worker, TreeMap::new, Collectors.counting()));
    System.out.println("two workers on one partition, images made by each: " + split);
    assertThat(split).hasSize(2);
  }

  @Test
  void everyImageHasOneMaskThoughAWorkerIsKilledInMidRun() throws Exception {
    List<Pushed> before = awaitAll(sendDrawn(4, 200));
    String victim = ((Ending.Segmented) before.get(0).ending().orElseThrow()).mask().worker();

    List<Pushed> sent = sendDrawn(60, 300);
    long pid = Long.parseLong(victim.substring("worker-".length()));
    assertThat(ProcessHandle.of(pid).orElseThrow().destroyForcibly()).isTrue();
    List<Pushed> ended = awaitAll(sent);

    assertThat(ended).allMatch(Pushed::isSegmented);
    List<String> masks = keys("masks/").stream().filter(key -> key.endsWith(".png")).toList();
    for (Pushed pushed : ended) {
      ImageId id = ((Sending.Taken) pushed.sending()).image();
      assertThat(masks).filteredOn(key -> key.endsWith(id + ".png")).hasSize(1);
    }
  }

  @Test
  void badInputIsRefusedOrDeadLetteredAndHurtsNobody() throws Exception {
    byte[] good = drawn(400, 300, 3);
    byte[] noise = new byte[5000];
    new Random(11).nextBytes(noise);

    assertThat(refusal("text.jpg", "this is a text".getBytes(StandardCharsets.UTF_8)))
        .isEqualTo("unsupported-format");
    assertThat(refusal("cut.jpg", Arrays.copyOf(good, good.length * 2 / 3)))
        .isEqualTo("corrupt-image");
    assertThat(refusal("empty", new byte[0])).isEqualTo("empty-body");
    assertThat(refusal("huge", Arrays.copyOf(good, 30_000_000))).isEqualTo("too-many-bytes");
    assertThat(refusal("bomb.png", declaring(50_000, 50_000))).isEqualTo("too-many-pixels");
    Pushed garbage = sender.await(sender.send(kafka, "garbage", noise), PATIENCE);

    assertThat(((Ending.GivenUp) garbage.ending().orElseThrow()).letter().code())
        .isEqualTo("unsupported-format");
    assertThat(sender.await(sender.send(http, "good", good), PATIENCE).isSegmented()).isTrue();
  }

  @Test
  void anImageThatOnlyTheDecoderFindsDamagedBecomesADeadLetterOfItsOwn() throws Exception {
    byte[] damaged = drawnPng(300, 300, 4);
    Arrays.fill(damaged, damaged.length / 2, damaged.length / 2 + 64, (byte) 0x55);

    Pushed ended = sender.await(sender.send(http, "damaged", damaged), PATIENCE);

    assertThat(((Ending.GivenUp) ended.ending().orElseThrow()).letter().code())
        .isEqualTo("corrupt-image");
    JsonNode told = awaitState(ImageId.of(damaged), "dead-lettered");
    assertThat(told.toString()).contains("corrupt-image");
  }

  @Test
  void tellsItsFiguresAndItsHealth() throws Exception {
    awaitAll(sendDrawn(1, 400));

    String metrics = new String(http.get("/metrics"), StandardCharsets.UTF_8);
    String ready = new String(http.get("/health/ready"), StandardCharsets.UTF_8);

    assertThat(metrics)
        .contains("nevus_images_total", "jvm_memory_used_bytes", "nevus_backlog", "kafka_producer");
    assertThat(ready).contains("store", "log", "ok");
  }

  private static String refusal(String name, byte[] content) throws Exception {
    Sending answer = sender.send(http, name, content).sending();
    return answer instanceof Sending.Refused refused ? refused.code() : "taken";
  }

  private static List<Pushed> sendDrawn(int count, long seed) throws Exception {
    List<Pushed> sent = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      sent.add(
          sender.send(i % 2 == 0 ? http : kafka, "drawn-" + (seed + i), drawn(320, 240, seed + i)));
    }
    return sent;
  }

  private static List<Pushed> awaitAll(List<Pushed> sent) throws Exception {
    List<Pushed> ended = new ArrayList<>();
    for (Pushed pushed : sent) {
      ended.add(sender.await(pushed, PATIENCE));
    }
    assertThat(ended).allMatch(Pushed::isSegmented);
    return ended;
  }

  private static JsonNode awaitState(ImageId id, String state) {
    return await()
        .atMost(PATIENCE)
        .until(() -> http.image(id), image -> image.path("state").asText().equals(state));
  }

  private static List<Ending.Segmented> masks() {
    return endings.all().stream()
        .filter(Ending.Segmented.class::isInstance)
        .map(Ending.Segmented.class::cast)
        .toList();
  }

  private static List<String> keys(String prefix) throws Exception {
    return store.list(prefix).stream().map(ObjectKey::path).toList();
  }

  private static byte[] drawn(int width, int height, long seed) {
    try (DrawnLesion lesion =
        DrawnLesions.draw(new DrawnLesions.Scene(width, height, 0, false), seed)) {
      return lesion.jpeg();
    }
  }

  private static byte[] drawnPng(int width, int height, long seed) {
    try (DrawnLesion lesion =
        DrawnLesions.draw(new DrawnLesions.Scene(width, height, 0, false), seed)) {
      return lesion.png();
    }
  }

  /** A PNG of a few bytes whose header declares this size. */
  private static byte[] declaring(int width, int height) {
    byte[] png = drawnPng(16, 16, 9);
    java.nio.ByteBuffer.wrap(png).putInt(16, width).putInt(20, height);
    return png;
  }
}
