package dev.nevus.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.nevus.image.ImageId;
import dev.nevus.image.ImageLimits;
import dev.nevus.mask.DrawnLesion;
import dev.nevus.mask.DrawnLesions;
import dev.nevus.mask.Mask;
import dev.nevus.mask.MaskPng;
import dev.nevus.mask.Overlap;
import dev.nevus.standalone.client.Ending;
import dev.nevus.standalone.client.Pushed;
import dev.nevus.standalone.client.Sending;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The whole of Nevus as real processes: broker, store, ingest, two workers, trainer. Every topic
 * has one partition, so that whatever the two workers share, they share by single records.
 */
class DataPathIT extends TwoWorkersContract {
  private static NevusUnderTest nevus;
  private static Path folder = Path.of("");

  @BeforeAll
  static void start(@TempDir Path data) throws Exception {
    folder = data;
    nevus = NevusUnderTest.start(data, 2);
  }

  @Override
  NevusUnderTest nevus() {
    return nevus;
  }

  @AfterAll
  static void stop() throws Exception {
    nevus.close();
  }

  @Test
  void theSameImageByHttpTwiceAndByKafkaOnceIsOneObjectAndOneMask() throws Exception {
    byte[] image = TestImages.drawn(300, 200, 1);

    List<Pushed> sent =
        List.of(
            nevus.sender().send(nevus.http(), "first", image),
            nevus.sender().send(nevus.http(), "second", image),
            nevus.sender().send(nevus.kafka(), "third", image));
    for (Pushed pushed : sent) {
      assertThat(nevus.sender().await(pushed, NevusUnderTest.PATIENCE).isSegmented()).isTrue();
    }

    ImageId id = ImageId.of(image);
    assertThat(sent).extracting(Pushed::sending).containsOnly(new Sending.Taken(id));
    assertThat(nevus.keys("images/"))
        .filteredOn(key -> key.contains(id.sha256()) && key.endsWith("original"))
        .hasSize(1);
    assertThat(nevus.keys("masks/")).filteredOn(key -> key.endsWith(id + ".png")).hasSize(1);
    assertThat(nevus.masks())
        .filteredOn(mask -> mask.mask().image().equals(id))
        .extracting(m -> m.mask().mask())
        .hasSize(1);
  }

  @Test
  void theMaskHasTheImagesSizeAndLiesOnTheLesion() throws Exception {
    try (DrawnLesion lesion = DrawnLesions.draw(new DrawnLesions.Scene(640, 480, 0, false), 5)) {
      Pushed ended =
          nevus
              .sender()
              .await(
                  nevus.sender().send(nevus.http(), "one", lesion.jpeg()), NevusUnderTest.PATIENCE);
      ImageId id = ((Sending.Taken) ended.sending()).image();
      JsonNode told = nevus.awaitState(id, "segmented");

      try (Mask mask = MaskPng.decode(nevus.http().mask(id), ImageLimits.DEFAULT)) {
        assertThat(mask.width()).isEqualTo(640);
        assertThat(mask.height()).isEqualTo(480);
        assertThat(Overlap.of(mask, lesion.mask()).jaccard()).isGreaterThan(0.3);
      }
      assertThat(told.path("state").asText()).isEqualTo("segmented");
      assertThat(nevus.http().overlay(id)).startsWith(0x89, 'P', 'N', 'G');
    }
  }

  @Test
  void whatTheSenderCallsItsImageComesBackWithTheMask() throws Exception {
    Pushed pushed =
        nevus
            .sender()
            .await(
                nevus.sender().send(nevus.kafka(), "hospital-7/42", TestImages.drawn(200, 200, 2)),
                NevusUnderTest.PATIENCE);

    Ending ending = pushed.ending().orElseThrow();
    assertThat(ending.correlation().senderId()).contains("hospital-7/42");
    assertThat(ending.correlation().correlationId()).contains("hospital-7/42");
  }

  @Test
  void badInputIsRefusedOrDeadLetteredAndHurtsNobody() throws Exception {
    byte[] good = TestImages.drawn(400, 300, 3);
    byte[] noise = new byte[5000];
    new Random(11).nextBytes(noise);

    assertThat(refusal("text.jpg", "this is a text".getBytes(StandardCharsets.UTF_8)))
        .isEqualTo("unsupported-format");
    assertThat(refusal("cut.jpg", Arrays.copyOf(good, good.length * 2 / 3)))
        .isEqualTo("corrupt-image");
    assertThat(refusal("empty", new byte[0])).isEqualTo("empty-body");
    assertThat(refusal("huge", Arrays.copyOf(good, 30_000_000))).isEqualTo("too-many-bytes");
    assertThat(refusal("bomb.png", TestImages.declaring(50_000, 50_000)))
        .isEqualTo("too-many-pixels");
    Pushed garbage =
        nevus
            .sender()
            .await(nevus.sender().send(nevus.kafka(), "garbage", noise), NevusUnderTest.PATIENCE);

    assertThat(((Ending.GivenUp) garbage.ending().orElseThrow()).letter().code())
        .isEqualTo("unsupported-format");
    assertThat(
            nevus
                .sender()
                .await(nevus.sender().send(nevus.http(), "good", good), NevusUnderTest.PATIENCE)
                .isSegmented())
        .isTrue();
  }

  @Test
  void theCatalogIsTheSameAfterARebuildWhileImagesComeIn() throws Exception {
    List<ImageId> before = new ArrayList<>();
    for (Pushed pushed : nevus.awaitAll(nevus.sendDrawn(6, 500))) {
      before.add(((Sending.Taken) pushed.sending()).image());
    }
    List<JsonNode> told = new ArrayList<>();
    for (ImageId image : before) {
      told.add(nevus.awaitState(image, "segmented"));
    }

    List<Pushed> meanwhile = nevus.sendDrawn(10, 520);
    CommandLineProcess rebuild =
        NevusUnderTest.command(folder, "catalog", "rebuild", "--reason", "a try", "--json");
    assertThat(rebuild.exitCode()).as(rebuild.progress()).isZero();
    nevus.awaitAll(meanwhile);

    for (int i = 0; i < before.size(); i++) {
      assertThat(nevus.http().image(before.get(i))).isEqualTo(told.get(i));
    }
    for (Pushed pushed : meanwhile) {
      nevus.awaitState(((Sending.Taken) pushed.sending()).image(), "segmented");
    }
  }

  @Test
  void tellsItsFiguresAndItsHealth() throws Exception {
    nevus.awaitAll(nevus.sendDrawn(1, 400));

    String metrics = new String(nevus.http().get("/metrics"), StandardCharsets.UTF_8);
    String ready = new String(nevus.http().get("/health/ready"), StandardCharsets.UTF_8);

    assertThat(metrics)
        .contains("nevus_images_total", "jvm_memory_used_bytes", "nevus_backlog", "kafka_producer");
    assertThat(ready).contains("store", "log", "ok");
  }

  private static String refusal(String name, byte[] content) throws Exception {
    Sending answer = nevus.sender().send(nevus.http(), name, content).sending();
    return answer instanceof Sending.Refused refused ? refused.code() : "taken";
  }
}
