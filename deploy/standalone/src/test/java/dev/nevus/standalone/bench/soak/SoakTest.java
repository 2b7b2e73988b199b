package dev.nevus.standalone.bench.soak;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nevus.event.DeadLettered;
import dev.nevus.event.ImageMetadata;
import dev.nevus.event.ImageStored;
import dev.nevus.event.MaskPredicted;
import dev.nevus.event.Origin;
import dev.nevus.image.ImageId;
import dev.nevus.mask.LesionMeasures;
import dev.nevus.model.ModelId;
import dev.nevus.store.Keys;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** What is told of a long run. */
class SoakTest {
  private static final ImageId ONE = ImageId.of(new byte[] {1});
  private static final ImageId TWO = ImageId.of(new byte[] {2});

  @Test
  void growthIsWhatTheLastFifthHasOverTheSecond() {
    List<Sample> samples =
        LongStream.range(0, 50)
            .mapToObj(i -> new Sample(1000 + 10 * i, 500 + i, i < 10 ? 5 : 30, 100))
            .toList();

    Growth growth = Growth.of("soak-1", samples).orElseThrow();

    assertThat(growth.residentGrowthBytes()).isEqualTo(300);
    assertThat(growth.nativeGrowthBytes()).isEqualTo(30);
    assertThat(growth.threadsGrowth()).isZero();
    assertThat(growth.openFilesGrowth()).isZero();
    assertThat(growth.samples()).isEqualTo(50);
    assertThat(Growth.of("soak-1", samples.subList(0, 5))).isPresent();
  }

  @Test
  void aWorkerLookedAtTooSeldomCostsTheRestNothing() {
    List<Sample> four = Collections.nCopies(4, new Sample(1, 1, 1, 1));
    assertThat(Growth.of("soak-1", four)).isEmpty();

    LogLedger.Sums sums = new LogLedger().sums();
    SoakResult result = new SoakResult(10, 3, 1, 5, 2, sums, List.of());
    assertThat(result.lines())
        .last()
        .isEqualTo("2 workers were looked at too seldom to tell their growth");
  }

  @Test
  void deadLettersToldAgainHideNoLostImage() {
    LogLedger ledger = new LogLedger();
    ledger.add(stored(ONE));
    ledger.add(stored(TWO));
    ledger.add(dead(Optional.of(ONE), 1));
    ledger.add(dead(Optional.of(ONE), 1));
    ledger.add(dead(Optional.empty(), 2));

    assertThat(ledger.sums().deadLetters()).isEqualTo(2);
    assertThat(ledger.sums().lost()).isEqualTo(1);
  }

  @Test
  void aFactToldAgainInTheSameWordsIsNoSecondFact() {
    LogLedger ledger = new LogLedger();
    ledger.add(stored(ONE));
    ledger.add(stored(TWO));
    ledger.add(mask(ONE, "a"));
    ledger.add(mask(ONE, "a"));
    assertThat(ledger.sums().isGood()).isFalse();
    assertThat(ledger.sums().lost()).isEqualTo(1);

    ledger.add(mask(TWO, "b"));

    assertThat(ledger.sums()).isEqualTo(new LogLedger.Sums(2, 2, 2, 1, 0, 0, 0));
    assertThat(ledger.sums().isGood()).isTrue();
  }

  @Test
  void otherWordsAreAConflict() {
    LogLedger ledger = new LogLedger();
    ledger.add(stored(ONE));
    ledger.add(mask(ONE, "a"));
    ledger.add(mask(ONE, "b"));

    assertThat(ledger.sums().conflicting()).isEqualTo(1);
    assertThat(ledger.sums().isGood()).isFalse();
  }

  private static DeadLettered dead(Optional<ImageId> image, long offset) {
    return new DeadLettered(
        image,
        "corrupt-image",
        "It broke.",
        new Origin("nevus.images.stored.v1", 0, offset),
        1,
        Optional.empty(),
        Instant.EPOCH);
  }

  private static ImageStored stored(ImageId image) {
    return new ImageStored(
        image, Keys.original(image), "image/jpeg", 1, 1, 1, ImageMetadata.NONE, Instant.EPOCH);
  }

  private static MaskPredicted mask(ImageId image, String worker) {
    ModelId model = ModelId.of(Instant.EPOCH, new byte[0]);
    LesionMeasures nothing =
        new LesionMeasures(
            0,
            0,
            new LesionMeasures.Box(0, 0, 0, 0),
            0,
            0,
            0,
            OptionalDouble.empty(),
            OptionalDouble.empty(),
            0,
            0,
            0,
            0,
            0,
            0,
            Set.of());
    return new MaskPredicted(
        image,
        model,
        Keys.mask(model, image),
        1,
        1,
        nothing,
        new MaskPredicted.Timings(0, 0, 0, 0, 0, 0),
        worker,
        Instant.EPOCH);
  }
}
