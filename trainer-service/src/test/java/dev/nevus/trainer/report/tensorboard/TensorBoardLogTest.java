package dev.nevus.trainer.report.tensorboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.nevus.SetClock;
import dev.nevus.trainer.report.RunningTraining;
import dev.nevus.trainer.report.SamplePicture;
import dev.nevus.trainer.training.EpochReport;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tensorflow.proto.Event;
import org.tensorflow.proto.Summary;

class TensorBoardLogTest {
  private static final Instant START = Instant.parse("2026-11-23T10:00:00.250Z");
  private static final RunningTraining RUN = new RunningTraining(5, 3);

  private final Path folder;
  private final SetClock clock = new SetClock(START);

  TensorBoardLogTest(@TempDir Path parent) {
    this.folder = parent.resolve("made/anew");
  }

  @Test
  void beginsWithTheVersionThatTensorBoardLooksFor() throws IOException {
    try (TensorBoardLog log = new TensorBoardLog(folder, clock)) {
      log.started(0);
    }

    assertThat(files().get(0).getFileName().toString())
        .matches("events\\.out\\.tfevents\\.%d\\..+".formatted(START.getEpochSecond()));
    Event first = events().get(0);
    assertThat(first.getFileVersion()).isEqualTo("brain.Event:2");
    assertThat(first.getWallTime()).isEqualTo(START.getEpochSecond() + 0.25);
  }

  @Test
  void tellsTheFiguresOfEachEpoch() throws IOException {
    try (TensorBoardLog log = new TensorBoardLog(folder, clock)) {
      log.started(0);
      RUN.tell(log, 1, 5);
    }

    List<Event> epochs = events().stream().filter(event -> has(event, "jaccard")).toList();
    assertThat(epochs).extracting(Event::getStep).containsExactly(1L, 2L, 3L, 4L, 5L);
    EpochReport last = RUN.epoch(5);
    assertThat(scalars(epochs.get(4)))
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "loss", (float) last.loss(),
                "validation_loss", (float) last.validation().loss(),
                "accuracy", (float) last.validation().accuracy(),
                "jaccard", (float) last.validation().jaccard(),
                "learning_rate", (float) last.learningRate(),
                "images_per_second", (float) last.imagesPerSecond()));
  }

  @Test
  void showsTheSamplesOfEachEpoch() throws IOException {
    try (TensorBoardLog log = new TensorBoardLog(folder, clock)) {
      log.started(0);
      RUN.tell(log, 1, 2);
    }

    List<Event> shown = events().stream().filter(event -> has(event, "sample/2")).toList();
    assertThat(shown).extracting(Event::getStep).containsExactly(1L, 2L);
    Summary.Image image = shown.get(0).getSummary().getValue(0).getImage();
    SamplePicture picture = new SamplePicture(RunningTraining.shown().get(1));
    assertThat(List.of(image.getWidth(), image.getHeight(), image.getColorspace()))
        .containsExactly(picture.width(), picture.height(), 3);
    assertThat(image.getEncodedImageString().toByteArray()).isEqualTo(picture.png());
  }

  @Test
  void tellsStepsAtABoundedRate() throws IOException {
    try (TensorBoardLog log = new TensorBoardLog(folder, clock)) {
      log.started(0);
      for (int i = 0; i < 100; i++) {
        log.step(RUN.step(1 + i / 20, 1 + i % 3));
        clock.pass(Duration.ofMillis(100));
      }
    }

    assertThat(steps()).hasSizeBetween(9, 11);
  }

  @Test
  void countsStepsThroughTheWholeRun() throws IOException {
    try (TensorBoardLog log = new TensorBoardLog(folder, clock)) {
      log.started(3);
      for (int step = 1; step <= 3; step++) {
        log.step(RUN.step(4, step));
        clock.pass(Duration.ofSeconds(2));
      }
    }

    assertThat(steps()).extracting(Event::getStep).containsExactly(10L, 11L, 12L);
    assertThat(steps().get(0).getSummary().getValue(0).getSimpleValue())
        .isCloseTo((float) RunningTraining.loss(4), within(1e-6f));
  }

  @Test
  void isNotSilencedByAClockThatIsSetBack() throws IOException {
    try (TensorBoardLog log = new TensorBoardLog(folder, clock)) {
      log.started(0);
      log.step(RUN.step(1, 1));
      clock.pass(Duration.ofHours(-1));
      log.step(RUN.step(1, 2));
    }

    assertThat(steps()).hasSize(2);
  }

  @Test
  void aResumedRunGoesOnInAFileOfItsOwnEvenWithinTheSameSecond() throws IOException {
    for (int done = 0; done < 4; done += 2) {
      try (TensorBoardLog log = new TensorBoardLog(folder, clock)) {
        log.started(done);
        RUN.tell(log, done + 1, done + 2);
      }
    }

    assertThat(files()).hasSize(2);
    assertThat(ReadRecords.of(files().get(0))).first().matches(Event::hasFileVersion);
    assertThat(ReadRecords.of(files().get(1))).first().matches(Event::hasFileVersion);
    assertThat(events().stream().filter(event -> has(event, "jaccard")))
        .extracting(Event::getStep)
        .containsExactly(1L, 2L, 3L, 4L);
  }

  @Test
  void canBeReadWhileTheRunGoesOn() throws IOException {
    try (TensorBoardLog log = new TensorBoardLog(folder, clock)) {
      log.started(0);
      RUN.tell(log, 1, 1);

      assertThat(events()).anyMatch(event -> has(event, "jaccard"));
    }
  }

  @Test
  void theReaderOfTheseTestsKnowsTheChecksum() {
    // The check value of CRC-32C (RFC 3720 and the CRC catalogues).
    assertThat(ReadRecords.crc("123456789".getBytes(StandardCharsets.US_ASCII)))
        .isEqualTo(0xe3069283);
  }

  private List<Path> files() throws IOException {
    try (var files = Files.list(folder)) {
      return files.sorted().toList();
    }
  }

  private List<Event> events() throws IOException {
    List<Event> events = new ArrayList<>();
    for (Path file : files()) {
      events.addAll(ReadRecords.of(file));
    }
    return events;
  }

  private List<Event> steps() throws IOException {
    return events().stream().filter(event -> has(event, "step/loss")).toList();
  }

  private static boolean has(Event event, String tag) {
    return event.getSummary().getValueList().stream().anyMatch(v -> v.getTag().equals(tag));
  }

  private static Map<String, Float> scalars(Event event) {
    return event.getSummary().getValueList().stream()
        .collect(Collectors.toMap(Summary.Value::getTag, Summary.Value::getSimpleValue));
  }
}
