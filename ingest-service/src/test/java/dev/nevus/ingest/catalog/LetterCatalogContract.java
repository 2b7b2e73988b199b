package dev.nevus.ingest.catalog;

import static dev.nevus.event.DeadLetterDecided.Decision.DROPPED;
import static dev.nevus.event.DeadLetterDecided.Decision.PARKED;
import static dev.nevus.event.DeadLetterDecided.Decision.REPLAYED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.nevus.deadletter.Letter;
import dev.nevus.deadletter.LetterFilter;
import dev.nevus.deadletter.LetterState;
import dev.nevus.event.DeadLettered;
import dev.nevus.event.Event;
import dev.nevus.event.Fault;
import dev.nevus.event.Origin;
import dev.nevus.event.Replay;
import dev.nevus.eventlog.LogTail;
import dev.nevus.eventlog.Topic;
import dev.nevus.image.ImageId;
import dev.nevus.ingest.Facts;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the catalog knows of dead letters, on every database. */
abstract class LetterCatalogContract {
  private static final ImageId IMAGE = Facts.image("a");
  private static final Instant NOON = Facts.NOON;
  private static final byte[] GARBAGE = "no image".getBytes(StandardCharsets.UTF_8);

  private FilledCatalog world;
  private LetterCatalog letters;

  /** An empty database, or one that other tests have used: its rows are emptied. */
  abstract CatalogConfig config();

  @BeforeEach
  void open() throws IOException {
    world = new FilledCatalog(config());
    letters = world.catalog.letters();
  }

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void keepsEverythingThatWasToldOfALetter() throws IOException {
    DeadLettered fact = Facts.dead(IMAGE, stored(7), Optional.of(new Replay(stored(3), 2)));
    world.take(List.of(fact, Facts.decided(fact, PARKED, NOON.plusSeconds(60))));

    Letter letter = letters.find(fact.origin()).orElseThrow();

    assertThat(letter)
        .isEqualTo(
            new Letter(
                fact,
                FilledCatalog.CORRELATION,
                List.of(Facts.decided(fact, PARKED, NOON.plusSeconds(60))),
                false));
    assertThat(letters.find(stored(8))).isEmpty();
    assertThat(letters.after(stored(3))).containsExactly(fact.origin());
  }

  @Test
  void theLastDecisionHoldsAndAMaskOutranksIt() throws IOException {
    DeadLettered parked = Facts.dead(Facts.image("parked"), stored(1), Optional.empty());
    DeadLettered dropped = Facts.dead(Facts.image("dropped"), stored(2), Optional.empty());
    DeadLettered overtaken = Facts.dead(IMAGE, stored(3), Optional.empty());
    world.take(
        List.of(
            parked,
            dropped,
            overtaken,
            Facts.decided(parked, PARKED, NOON.plusSeconds(20)),
            Facts.decided(parked, REPLAYED, NOON.plusSeconds(10)),
            Facts.decided(dropped, DROPPED, NOON.plusSeconds(30)),
            Facts.decided(overtaken, DROPPED, NOON.plusSeconds(30)),
            Facts.mask(IMAGE, Facts.OLD_MODEL, NOON.minusSeconds(9))));

    assertThat(state(parked)).isEqualTo(LetterState.PARKED);
    assertThat(state(dropped)).isEqualTo(LetterState.DROPPED);
    assertThat(state(overtaken)).isEqualTo(LetterState.OVERTAKEN);
  }

  @Test
  void anOlderMaskIsNoAnswerToARequest() throws IOException {
    DeadLettered request =
        Facts.dead(
            IMAGE, new Origin(Topic.SEGMENTATIONS_REQUESTED.topicName(), 0, 5), Optional.empty());
    world.take(List.of(request, Facts.mask(IMAGE, Facts.OLD_MODEL, NOON)));
    assertThat(state(request)).isEqualTo(LetterState.OPEN);

    world.take(List.of(Facts.mask(IMAGE, Facts.NEW_MODEL, NOON.plusSeconds(9))));

    assertThat(state(request)).isEqualTo(LetterState.OVERTAKEN);
  }

  @Test
  void bytesThatBecameAnImageAfterAllOvertakeTheirLetter() throws IOException {
    DeadLettered garbage = Facts.garbage(GARBAGE, 4);
    world.take(List.of(garbage));
    assertThat(state(garbage)).isEqualTo(LetterState.OPEN);

    world.take(List.of(Facts.mask(ImageId.of(GARBAGE), Facts.OLD_MODEL, NOON)));

    assertThat(state(garbage)).isEqualTo(LetterState.OVERTAKEN);
  }

  @Test
  void aRecordGivenUpTwiceIsOneLetter() throws IOException {
    DeadLettered last = Facts.dead(IMAGE, stored(1), Optional.empty());
    world.take(List.of(Facts.dead(IMAGE, 1, NOON.minusSeconds(60)), last, last));

    assertThat(letters.list(LetterFilter.ALL, Optional.empty(), 10))
        .extracting(Letter::fact)
        .containsExactly(last);
    assertThat(letters.counts()).isEqualTo(Map.of(LetterState.OPEN, Map.of(Fault.MODEL, 1L)));
  }

  @Test
  void comesOutTheSameWhateverTheOrderAndTheRepeats() throws IOException {
    long seed = System.nanoTime();
    System.out.println("shuffled with seed " + seed);
    Random random = new Random(seed);
    DeadLettered one = Facts.dead(IMAGE, stored(1), Optional.empty());
    DeadLettered two = Facts.dead(IMAGE, stored(2), Optional.of(new Replay(stored(1), 1)));
    List<Event> events =
        List.of(
            one,
            Facts.decided(one, REPLAYED, NOON.plusSeconds(60)),
            two,
            Facts.decided(two, PARKED, NOON.plusSeconds(70)),
            Facts.decided(two, DROPPED, NOON.plusSeconds(80)),
            Facts.garbage(GARBAGE, 3),
            Facts.mask(ImageId.of(GARBAGE), Facts.OLD_MODEL, NOON));
    world.take(events);
    List<Letter> expected = letters.list(LetterFilter.ALL, Optional.empty(), 10);

    for (int round = 0; round < 5; round++) {
      List<Event> shuffled = new ArrayList<>(events);
      shuffled.addAll(events.subList(0, random.nextInt(events.size())));
      Collections.shuffle(shuffled, random);
      world.empty();

      world.take(shuffled);

      assertThat(letters.list(LetterFilter.ALL, Optional.empty(), 10)).isEqualTo(expected);
    }
  }

  @Test
  void forgetsDecisionsWhenItIsRebuilt() throws IOException {
    DeadLettered letter = Facts.garbage(GARBAGE, 1);
    world.take(List.of(letter, Facts.decided(letter, DROPPED, NOON)));

    world.empty();

    assertThat(world.rows("dead_letters")).isEmpty();
    assertThat(world.rows("dead_letter_decisions")).isEmpty();
  }

  @Test
  void aRowOfAnOlderVersionIsCompletedWhenItsLetterIsReadAgain() throws IOException {
    DeadLettered fact = Facts.garbage(GARBAGE, 4);
    world.take(List.of(fact));
    world.run("update dead_letters set fault = null, content = null, subject = null");
    world.run("delete from positions where topic = 'nevus.dead-letters'");
    assertThat(letters.find(fact.origin()).orElseThrow().fact().content()).isEmpty();
    assertThat(world.projection().positions())
        .doesNotContainKey(new LogTail.Partition(Topic.DEAD_LETTERS.topicName(), 0));

    world.take(List.of(fact));

    assertThat(letters.find(fact.origin()).orElseThrow().fact().content())
        .isEqualTo(fact.content());
  }

  private LetterState state(DeadLettered letter) throws IOException {
    return letters.find(letter.origin()).orElseThrow().state();
  }

  private static Origin stored(long offset) {
    return new Origin(Topic.IMAGES_STORED.topicName(), 0, offset);
  }
}
