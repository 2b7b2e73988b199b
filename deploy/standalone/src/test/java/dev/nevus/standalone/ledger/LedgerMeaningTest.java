package dev.nevus.standalone.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nevus.event.LabelAccepted;
import dev.nevus.event.Origin;
import dev.nevus.event.Urgency;
import dev.nevus.eventlog.FinishedWork;
import dev.nevus.eventlog.LogRecord;
import dev.nevus.eventlog.Topic;
import dev.nevus.image.ImageId;
import dev.nevus.store.Keys;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What single histories mean. */
class LedgerMeaningTest {
  private final History history = new History();
  private final Path work;

  LedgerMeaningTest(@TempDir Path work) {
    this.work = work;
  }

  @Test
  void aMaskOutranksADeadLetterAndAReplayWaitsForItsEnd() throws Exception {
    ImageId overtaken = history.masked(1);
    history.letter(Optional.of(overtaken), new Origin(Topic.IMAGES_STORED.topicName(), 0, 77), 3);
    Origin given = history.accepted(2);
    history.letter(Optional.of(History.image(2)), given, 3);
    Origin first = history.accepted(3);
    history.letter(Optional.of(History.image(3)), first, 3);
    history.accept(3, Urgency.LIVE);
    Origin late = history.accepted(4);
    history.letter(Optional.of(History.image(4)), late, 3);
    history.masked(History.image(4), History.CHAMPION, "worker-1");

    LedgerSums sums = history.sums(work);

    assertThat(sums.accepted()).isEqualTo(4);
    assertThat(sums.masks()).isEqualTo(2);
    assertThat(sums.deadLetters()).isEqualTo(1);
    assertThat(sums.backlog()).isEqualTo(1);
    assertThat(sums.of(Count.OVERTAKEN)).isEqualTo(1);
    assertThat(sums.of(Count.OTHER_DEAD_LETTERS)).isEqualTo(1);
    assertThat(sums.isClean()).isTrue();
  }

  @Test
  void aLetterThatKnowsNoImageEndsTheRecordWhereItStood() throws Exception {
    Origin record = history.finish(history.accepted(1));
    history.letter(Optional.empty(), record, 1);
    history.letter(Optional.empty(), record, 2);
    history.letter(Optional.empty(), new Origin(record.topic(), record.partition(), 99), 1);

    LedgerSums sums = history.sums(work);

    assertThat(sums.deadLetters()).isEqualTo(1);
    assertThat(sums.of(Count.OTHER_DEAD_LETTERS)).isEqualTo(1);
  }

  @Test
  void aMaskThatADyingWorkerLeftIsNoOrphanWhileItsImageWaits() throws Exception {
    history.accepted(1);
    history.stored(History.image(1), History.CHAMPION);

    LedgerSums sums = history.sums(work);

    assertThat(sums.of(Count.UNDER_WAY)).isEqualTo(1);
    assertThat(sums.isClean()).isTrue();
  }

  @Test
  void whatCannotBeReadIsCountedAndStopsNothing() throws Exception {
    try (Ledger ledger = Ledger.in(work)) {
      LogReading reading = new LogReading(FinishedWork.NOTHING, ledger);
      Origin origin = new Origin(Topic.MASKS_PREDICTED.topicName(), 0, 1);
      reading.take(
          new LogRecord(origin, History.AT, Optional.empty(), Map.of(), new byte[] {1, 2, 3}));
      reading.add(
          new LabelAccepted(
              History.image(1),
              1,
              Keys.original(History.image(1)),
              "somebody",
              Optional.empty(),
              History.AT),
          origin);
      ledger.judge(orphan -> {});

      assertThat(ledger.tally().sums(List.of()).counts())
          .containsEntry(Count.UNREADABLE, 2L)
          .doesNotContainKey(Count.LABELS);
    }
  }

  @Test
  void anIncompleteLogProvesNothing() {
    LedgerSums sums = new Tally().sums(List.of("nevus.images.stored-0"));

    assertThat(sums.isClean()).isFalse();
    assertThat(sums.json()).containsEntry("clean", false);
  }

  @Test
  void joinsManyImagesThroughSmallFiles() throws Exception {
    try (Ledger ledger = Ledger.on(Spill.in(work, 16 << 10))) {
      LedgerScale.fill(ledger, 20_000, 5);
      ledger.judge(orphan -> {});

      LedgerSums sums = ledger.tally().sums(List.of());
      assertThat(sums.isSettled()).isTrue();
      assertThat(sums.accepted()).isEqualTo(20_000);
      assertThat(sums.masks()).isEqualTo(19_980);
      assertThat(sums.deadLetters()).isEqualTo(20);
    }
  }

  @Test
  void sharesOfDigestsCoverAllImagesTogether() {
    for (int i = 0; i < 50; i++) {
      ImageId image = History.image(i);
      assertThat(Stream.of(0, 1, 2).filter(draw -> Digests.of("1/3", draw).include(image)))
          .hasSize(1);
      assertThat(Digests.of("all", i).include(image)).isTrue();
      assertThat(Digests.of("none", i).include(image)).isFalse();
    }
    assertThatThrownBy(() -> Digests.of("1/0", 1)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Digests.of("some", 1)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void whatIsYoungMayStillBeAnnounced() throws Exception {
    history.put(Keys.original(History.image(1)), History.content(1));
    history.isYoung();

    LedgerSums sums = history.sums(work);

    assertThat(sums.of(Count.UNDER_WAY)).isEqualTo(1);
    assertThat(sums.isClean()).isTrue();
  }
}
