package dev.nevus.deadletter;

import static dev.nevus.deadletter.LetterWorld.ANA;
import static dev.nevus.deadletter.LetterWorld.NOON;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.nevus.event.Correlation;
import dev.nevus.event.EventJson;
import dev.nevus.event.EventSamples;
import dev.nevus.event.EventType;
import dev.nevus.event.Fault;
import dev.nevus.event.MaskPredicted;
import dev.nevus.event.Origin;
import dev.nevus.eventlog.Topic;
import dev.nevus.image.ImageId;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LettersTest {
  private static final ImageId IMAGE = ImageId.of("an image".getBytes(UTF_8));

  private final LetterWorld world = new LetterWorld();

  @Test
  void knowsEachLetterOnceHoweverOftenItIsTold() throws Exception {
    Origin id = world.imageLetter(Topic.IMAGES_STORED, IMAGE, NOON);
    world.publish(world.only().fact(), LetterWorld.CORRELATION);

    Letters letters = world.letters();

    assertThat(letters.matching(LetterFilter.ALL)).hasSize(1);
    assertThat(letters.find(id).orElseThrow().state()).isEqualTo(LetterState.OPEN);
    assertThat(letters.find(id).orElseThrow().correlation()).isEqualTo(LetterWorld.CORRELATION);
  }

  @Test
  void aMaskOutranksALetterWhateverWasDecided() throws Exception {
    world.imageLetter(Topic.IMAGES_STORED, IMAGE, NOON);
    world.desk.drop(world.only(), ANA);
    // Another letter, open, so that masks are looked for at all.
    world.imageLetter(Topic.IMAGES_STORED, ImageId.of(new byte[] {1}), NOON.minusSeconds(9));

    mask(IMAGE, NOON.minusSeconds(5));

    Letter letter = world.letters().matching(LetterFilter.ALL).get(0);
    assertThat(letter.state()).isEqualTo(LetterState.OVERTAKEN);
    assertThat(letter.decisions()).hasSize(1);
  }

  @Test
  void anOlderMaskIsNoAnswerToARequest() throws Exception {
    world.imageLetter(Topic.SEGMENTATIONS_REQUESTED, IMAGE, NOON);
    mask(IMAGE, NOON.minusSeconds(5));
    assertThat(world.only().state()).isEqualTo(LetterState.OPEN);

    mask(IMAGE, NOON.plusSeconds(5));

    assertThat(world.only().state()).isEqualTo(LetterState.OVERTAKEN);
  }

  @Test
  void bytesThatBecameAnImageAfterAllOvertakeTheirLetter() throws Exception {
    byte[] bytes = "once too large".getBytes(UTF_8);
    world.inboundLetter(bytes, Map.of());

    mask(ImageId.of(bytes), NOON.plusSeconds(5));

    assertThat(world.only().state()).isEqualTo(LetterState.OVERTAKEN);
  }

  @Test
  void aReplayThatFailsIsANewLetterThatKnowsTheOneBefore() throws Exception {
    Origin first = world.imageLetter(Topic.IMAGES_STORED, IMAGE, NOON);
    world.desk.replay(world.only(), ANA, Insistence.ASKING);
    Origin second = world.failAgain(Topic.IMAGES_STORED, NOON.plusSeconds(100));
    world.desk.replay(world.letters().find(second).orElseThrow(), ANA, Insistence.ASKING);
    Origin third = world.failAgain(Topic.IMAGES_STORED, NOON.plusSeconds(200));

    Letters letters = world.letters();
    Letter last = letters.find(third).orElseThrow();

    assertThat(last.state()).isEqualTo(LetterState.OPEN);
    assertThat(last.replays()).isEqualTo(2);
    assertThat(letters.before(last)).extracting(Letter::id).containsExactly(first, second);
    assertThat(letters.after(letters.find(first).orElseThrow()))
        .extracting(Letter::id)
        .containsExactly(second);
    assertThat(letters.find(second).orElseThrow().state()).isEqualTo(LetterState.REPLAYED);
  }

  @Test
  void filtersByEachOfItsFields() throws Exception {
    world.imageLetter(Topic.IMAGES_STORED, IMAGE, NOON);
    world.inboundLetter("x".getBytes(UTF_8), Map.of());
    Letter store = world.letters().matching(faults(Fault.STORE)).get(0);

    assertThat(world.letters().matching(faults(Fault.STORE))).hasSize(1);
    assertThat(world.letters().matching(faults(Fault.MODEL))).isEmpty();
    assertThat(
            new LetterFilter(
                    Optional.of(LetterState.OPEN),
                    Optional.of(Fault.STORE),
                    Optional.of("object-missing"),
                    Optional.of(Topic.IMAGES_STORED.topicName()),
                    Optional.of(IMAGE),
                    Optional.of(NOON))
                .matches(store))
        .isTrue();
    assertThat(since(NOON.plusSeconds(1)).matches(store)).isFalse();
  }

  @Test
  void toldLettersSayNothingOfPatients() throws Exception {
    world.inboundLetter("x".getBytes(UTF_8), Map.of("nevus-patient", "p-7".getBytes(UTF_8)));

    String told = new String(EventJson.toJson(ToldLetter.of(world.only())), UTF_8);

    assertThat(told).contains("unsupported-format", "scan-1").doesNotContain("p-7");
  }

  private void mask(ImageId image, Instant at) throws Exception {
    MaskPredicted sample =
        EventJson.fromJson(EventSamples.json(EventType.MASK_PREDICTED), MaskPredicted.class);
    world.publish(
        new MaskPredicted(
            image,
            sample.model(),
            sample.mask(),
            sample.width(),
            sample.height(),
            sample.measures(),
            sample.timings(),
            sample.worker(),
            sample.cores(),
            at),
        Correlation.NONE);
  }

  private static LetterFilter faults(Fault fault) {
    return new LetterFilter(
        Optional.empty(),
        Optional.of(fault),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  private static LetterFilter since(Instant at) {
    return new LetterFilter(
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.of(at));
  }
}
