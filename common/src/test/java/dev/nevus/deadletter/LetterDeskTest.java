package dev.nevus.deadletter;

import static dev.nevus.deadletter.LetterWorld.ANA;
import static dev.nevus.deadletter.LetterWorld.NOON;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nevus.event.Correlation;
import dev.nevus.event.DeadLettered;
import dev.nevus.event.Fault;
import dev.nevus.event.Origin;
import dev.nevus.event.Replay;
import dev.nevus.eventlog.LogRecord;
import dev.nevus.eventlog.ReplayHeaders;
import dev.nevus.eventlog.Topic;
import dev.nevus.image.ImageId;
import dev.nevus.image.Refusal.Code;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LetterDeskTest {
  private static final byte[] BYTES = "no image".getBytes(UTF_8);
  private static final ImageId IMAGE = ImageId.of("an image".getBytes(UTF_8));

  private final LetterWorld world = new LetterWorld();

  @Test
  void aReplayPutsTheSameRecordBehindTheOthersAndSaysWhatItIs() throws Exception {
    Origin id = world.inboundLetter(BYTES, Map.of("nevus-patient", "p-7".getBytes(UTF_8)));

    Answer answer = world.desk.replay(world.only(), ANA, Insistence.ASKING);

    LogRecord again = last(Topic.IMAGES_INBOUND);
    assertThat(again.value()).isEqualTo(BYTES);
    assertThat(again.key()).contains("scan-1");
    assertThat(again.header("nevus-patient")).contains("p-7");
    assertThat(again.header("correlation-id")).contains("order-1");
    assertThat(ReplayHeaders.of(again)).contains(new Replay(id, 1));
    assertThat(decided(answer).record()).contains(again.origin());
    assertThat(decided(answer).source()).contains(Original.Source.LOG);
    assertThat(world.only().state()).isEqualTo(LetterState.REPLAYED);
    assertThat(world.only()).isEqualTo(decided(answer).letter());
  }

  @Test
  void anExpiredInboundRecordIsMadeOfTheBytesThatWereKept() throws Exception {
    world.inboundLetter(BYTES, Map.of("nevus-patient", "p-7".getBytes(UTF_8)));
    world.records.expire(Topic.IMAGES_INBOUND);

    Answer answer = world.desk.replay(world.only(), ANA, Insistence.ASKING);

    LogRecord again = last(Topic.IMAGES_INBOUND);
    assertThat(again.value()).isEqualTo(BYTES);
    assertThat(again.key()).contains("scan-1");
    assertThat(again.header("correlation-id")).contains("order-1");
    assertThat(decided(answer).source()).contains(Original.Source.STORE);
  }

  @Test
  void whatIsGoneIsRefusedAndStaysOpen() throws Exception {
    world.imageLetter(Topic.IMAGES_STORED, IMAGE, NOON);
    world.records.expire(Topic.IMAGES_STORED);

    Answer answer = world.desk.replay(world.only(), ANA, Insistence.ASKING);

    assertThat(refused(answer)).isEqualTo(Answer.Code.RECORD_GONE);
    assertThat(world.desk.refusal(world.only(), Insistence.ASKING))
        .contains((Answer.Refused) answer);
    assertThat(world.only().state()).isEqualTo(LetterState.OPEN);
  }

  @Test
  void anotherRecordAtTheSamePlaceIsNotReplayed() throws Exception {
    world.records.append(Topic.IMAGES_STORED, Optional.of("another"), Map.of(), new byte[] {1});
    world.publish(
        new DeadLettered(
            Optional.of(IMAGE),
            "object-missing",
            "It is so.",
            new Origin(Topic.IMAGES_STORED.topicName(), 0, 0),
            1,
            Optional.empty(),
            NOON),
        Correlation.NONE);

    assertThat(refused(world.desk.replay(world.only(), ANA, Insistence.ASKING)))
        .isEqualTo(Answer.Code.RECORD_GONE);
    assertThat(world.records.all(Topic.IMAGES_STORED)).hasSize(1);
  }

  @Test
  void aCrashBeforeTheDecisionLeavesTheLetterOpenAndOnceMoreIsHarmless() throws Exception {
    world.imageLetter(Topic.IMAGES_STORED, IMAGE, NOON);
    world.loseDecisions(true);
    assertThatThrownBy(() -> world.desk.replay(world.only(), ANA, Insistence.ASKING))
        .isInstanceOf(IOException.class);
    world.loseDecisions(false);
    assertThat(world.only().state()).isEqualTo(LetterState.OPEN);

    world.desk.replay(world.only(), ANA, Insistence.ASKING);

    assertThat(world.only().state()).isEqualTo(LetterState.REPLAYED);
    assertThat(world.only().replays()).isEqualTo(1);
    assertThat(world.records.all(Topic.IMAGES_STORED)).hasSize(3);
  }

  @Test
  void twoPersonsAtOnceAreTwoDecisionsOnOneLetter() throws Exception {
    world.imageLetter(Topic.IMAGES_STORED, IMAGE, NOON);
    Letter seenByBoth = world.only();

    world.desk.replay(seenByBoth, ANA, Insistence.ASKING);
    world.desk.replay(seenByBoth, new Decider("ben", "me too"), Insistence.ASKING);

    assertThat(world.letters().matching(LetterFilter.ALL)).hasSize(1);
    assertThat(world.only().state()).isEqualTo(LetterState.REPLAYED);
  }

  @Test
  void whatIsDroppedNeedsForce() throws Exception {
    world.imageLetter(Topic.IMAGES_STORED, IMAGE, NOON);
    world.desk.drop(world.only(), ANA);

    assertThat(world.only().state()).isEqualTo(LetterState.DROPPED);
    assertThat(refused(world.desk.replay(world.only(), ANA, Insistence.ASKING)))
        .isEqualTo(Answer.Code.LETTER_DROPPED);
    assertThat(refused(world.desk.park(world.only(), ANA, Insistence.ASKING)))
        .isEqualTo(Answer.Code.LETTER_DROPPED);
    assertThat(world.desk.refusal(world.only(), Insistence.ASKING))
        .map(Answer.Refused::code)
        .contains(Answer.Code.LETTER_DROPPED);
    assertThat(world.desk.refusal(world.only(), Insistence.INSISTING)).isEmpty();
    assertThat(world.records.all(Topic.IMAGES_STORED)).hasSize(1);

    world.desk.replay(world.only(), ANA, Insistence.INSISTING);

    assertThat(world.only().state()).isEqualTo(LetterState.REPLAYED);
  }

  @Test
  void theLastDecisionHoldsThoughAClockIsBehind() throws Exception {
    world.imageLetter(Topic.IMAGES_STORED, IMAGE, NOON);

    world.desk.park(world.only(), ANA, Insistence.ASKING);
    world.desk.drop(world.only(), ANA);
    world.desk.park(world.only(), ANA, Insistence.INSISTING);

    assertThat(world.only().decisions()).hasSize(3);
    assertThat(world.only().state()).isEqualTo(LetterState.PARKED);
  }

  @Test
  void manyAreReplayedNoFasterThanAtTheirRate() throws Exception {
    List<Letter> letters = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      world.imageLetter(Topic.IMAGES_STORED, ImageId.of(new byte[] {(byte) i}), NOON);
    }
    letters.addAll(world.letters().matching(LetterFilter.ALL));
    List<Answer> answers = new ArrayList<>();
    long began = System.nanoTime();

    new ReplayMany(world.desk, 50)
        .replay(letters, ANA, Insistence.ASKING, (letter, answer) -> answers.add(answer));

    assertThat(System.nanoTime() - began).isGreaterThanOrEqualTo(4 * 20_000_000L);
    assertThat(answers).hasSize(5).allMatch(Answer.Decided.class::isInstance);
  }

  @ParameterizedTest
  @EnumSource
  void thereIsASentenceOfAdviceForEachCode(Code code) {
    for (Fault fault : Fault.values()) {
      assertThat(Advice.of(code, fault)).endsWith(".").hasSizeBetween(20, 200);
    }
  }

  private LogRecord last(Topic topic) {
    List<LogRecord> all = world.records.all(topic);
    return all.get(all.size() - 1);
  }

  private static Answer.Decided decided(Answer answer) {
    return (Answer.Decided) answer;
  }

  private static Answer.Code refused(Answer answer) {
    return ((Answer.Refused) answer).code();
  }
}
