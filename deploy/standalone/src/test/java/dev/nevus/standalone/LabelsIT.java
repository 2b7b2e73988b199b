package dev.nevus.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.nevus.event.ImageStored;
import dev.nevus.event.LabelAccepted;
import dev.nevus.event.LabelWithdrawn;
import dev.nevus.eventlog.Topic;
import dev.nevus.eventlog.kafka.KafkaConfig;
import dev.nevus.image.ImageId;
import dev.nevus.mask.DrawnLesion;
import dev.nevus.mask.DrawnLesions;
import dev.nevus.mask.Mask;
import dev.nevus.mask.MaskBmp;
import dev.nevus.mask.MaskPng;
import dev.nevus.standalone.client.LogListener;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Labels handed to a whole, running Nevus by the command line. */
class LabelsIT {
  private static NevusUnderTest nevus;
  private static Path data;

  private final Path images;
  private final Path masks;
  private final Path manifest;

  LabelsIT(@TempDir Path folder) throws IOException {
    images = Files.createDirectory(folder.resolve("images"));
    masks = Files.createDirectory(folder.resolve("masks"));
    manifest = folder.resolve("manifest.csv");
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
  void importsAFolderOnceHoweverOftenItIsRepeated() throws Exception {
    draw("a", 1, false);
    draw("b", 2, true);
    Files.writeString(manifest, "id,patient_id,near_duplicate_group\na,p1,\nb,,7\n");

    CommandLineProcess first = importAll("--annotator", "ada", "--comment", "first round");
    CommandLineProcess second = importAll("--annotator", "ada");

    assertThat(first.exitCode()).as(first.progress()).isZero();
    assertThat(first.json())
        .extracting(one -> one.path("outcome").asText())
        .containsExactly("labelled", "labelled");
    assertThat(first.progress()).contains("2 images: 2 labelled");
    assertThat(second.exitCode()).isZero();
    assertThat(second.json())
        .extracting(one -> one.path("outcome").asText())
        .containsExactly("known", "known");
    String image = first.json().get(0).path("image").asText();
    // A label that is handed in again is told again, as the same fact.
    assertThat(events(LabelAccepted.class, image).stream().map(LabelAccepted::id).distinct())
        .hasSize(1);
    assertThat(events(ImageStored.class, image))
        .singleElement()
        .satisfies(stored -> assertThat(stored.metadata().patient()).contains("p1"));
    assertThat(events(ImageStored.class, first.json().get(1).path("image").asText()))
        .singleElement()
        .satisfies(stored -> assertThat(stored.metadata().lesion()).contains("near-duplicates 7"));
  }

  @Test
  void goesOnAfterAMaskOfAnotherSizeAndSaysWhichItWas() throws Exception {
    draw("a", 11, false);
    draw("c", 12, false);
    try (Mask small = Mask.drawn(40, 30, (x, y) -> x > 3)) {
      Files.write(masks.resolve("a.png"), MaskPng.encode(small));
    }

    CommandLineProcess imported = importAll();

    assertThat(imported.exitCode()).isEqualTo(1);
    assertThat(imported.json())
        .extracting(one -> one.path("code").asText())
        .containsExactly("mask-size", "");
    assertThat(imported.json().get(0).path("detail").asText()).contains("40x30", "160x120");
  }

  @Test
  void aLabelIsListedAndWithdrawnWithAReason() throws Exception {
    draw("a", 21, false);
    String image = importAll("--annotator", "ada").json().get(0).path("image").asText();

    CommandLineProcess withdrawn =
        run("labels", "withdraw", image, "1", "--by", "bob", "--reason", "the wrong lesion");
    CommandLineProcess list = run("labels", "list", image, "--json");

    assertThat(withdrawn.exitCode()).as(withdrawn.progress()).isZero();
    assertThat(withdrawn.results()).startsWith("label 1 is withdrawn");
    JsonNode label = list.json().get(0);
    assertThat(label.path("annotator").asText()).isEqualTo("ada");
    assertThat(label.at("/withdrawal/by").asText()).isEqualTo("bob");
    assertThat(label.at("/withdrawal/reason").asText()).isEqualTo("the wrong lesion");
    assertThat(events(LabelWithdrawn.class, image)).hasSize(1);
    assertThat(run("labels", "withdraw", image, "7", "--reason", "none").exitCode()).isEqualTo(1);
  }

  @Test
  void theMaskOfTheModelIsAcceptedAsItIs() throws Exception {
    byte[] file = TestImages.drawn(160, 120, 31);
    nevus.awaitAll(List.of(nevus.sender().send(nevus.http(), "one", file)));
    ImageId image = ImageId.of(file);
    nevus.awaitState(image, "segmented");

    CommandLineProcess accepted = run("labels", "accept", image.sha256(), "--annotator", "ada");

    assertThat(accepted.exitCode()).as(accepted.progress()).isZero();
    assertThat(events(LabelAccepted.class, image.sha256()))
        .singleElement()
        .satisfies(label -> assertThat(label.accepted()).isPresent());
  }

  private void draw(String id, long seed, boolean asBitmap) throws IOException {
    try (DrawnLesion drawn = DrawnLesions.draw(new DrawnLesions.Scene(160, 120, 0, false), seed)) {
      Files.write(images.resolve(id + ".jpg"), drawn.jpeg());
      Files.write(
          masks.resolve(id + (asBitmap ? ".bmp" : ".png")),
          asBitmap ? MaskBmp.encode(drawn.mask()) : MaskPng.encode(drawn.mask()));
    }
  }

  private CommandLineProcess importAll(String... more) throws Exception {
    List<String> arguments =
        new ArrayList<>(List.of("labels", "import", "--json", "--images", images.toString()));
    arguments.addAll(List.of("--masks", masks.toString()));
    arguments.addAll(List.of(more));
    return run(arguments.toArray(String[]::new));
  }

  private static CommandLineProcess run(String... arguments) throws Exception {
    return NevusUnderTest.command(data, arguments);
  }

  private static <E> List<E> events(Class<E> kind, String image) throws Exception {
    KafkaConfig kafka = KafkaConfig.plain(nevus.world().neighbours().bootstrap());
    Set<Topic> topics = Set.of(Topic.IMAGES_STORED, Topic.IMAGES_BACKLOG, Topic.LABELS_ACCEPTED);
    try (LogListener log = new LogListener(kafka, topics, Clock.systemUTC())) {
      log.awaitEnd(Duration.ofSeconds(20));
      return log.all().stream()
          .map(heard -> heard.delivery().event())
          .filter(event -> event.key().equals(image))
          .filter(kind::isInstance)
          .map(kind::cast)
          .toList();
    }
  }
}
