package dev.nevus.standalone.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nevus.event.Origin;
import dev.nevus.event.Urgency;
import dev.nevus.eventlog.Topic;
import dev.nevus.image.ImageId;
import dev.nevus.model.ModelId;
import dev.nevus.store.Keys;
import dev.nevus.store.Sha256;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The judgement of what the log and the bucket hold, in random histories. */
class LedgerTest {

  private final History history = new History();

  private final Path work;

  LedgerTest(@TempDir Path work) {
    this.work = work;
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void agreesWithTheSlowTwinOnAnyHistory(long seed) throws Exception {
    Random random = new Random(seed);
    history.nominate(History.CANDIDATE);
    for (int i = 0; i < 250; i++) {
      anything(i, random);
    }

    LedgerSums sums =
        history.sums(work, seed % 2 == 0 ? 2048 : Spill.LARGEST_SORTED, new ArrayList<>());

    Map<String, Object> expected = new NaiveLedger(history).sums();
    assertThat(only(sums, expected)).as("seed %d", seed).isEqualTo(expected);
    assertThat(sums.accepted())
        .isEqualTo(sums.masks() + sums.deadLetters() + sums.backlog() + sums.lost());
    assertThat(sums.lost()).isPositive();
    assertThat(sums.twice()).isPositive();
    assertThat(sums.isClean()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(longs = {11, 12})
  void accusesNoCleanHistory(long seed) throws Exception {
    clean(new Random(seed), 200);

    LedgerSums sums = history.sums(work, 4096, new ArrayList<>());

    assertThat(sums.findings()).as("seed %d", seed).isEmpty();
    assertThat(sums.isClean()).isTrue();
    assertThat(sums.accepted()).isEqualTo(200);
    assertThat(sums.masks()).isPositive();
    assertThat(sums.deadLetters()).isPositive();
    assertThat(sums.backlog()).isPositive();
    assertThat(sums.isSettled()).isFalse();
    try (Stream<Path> left = Files.list(work)) {
      assertThat(left).isEmpty();
    }
  }

  private enum Defect {
    LOST,
    TWICE,
    RESULT_WITHOUT_ACCEPT,
    MISSING_ORIGINAL,
    MISSING_MASK,
    MISSING_LABEL,
    BAD_DIGEST,
    ORPHAN_IMAGE,
    ORPHAN_MASK,
    ORPHAN_LABEL
  }

  @ParameterizedTest
  @EnumSource(Defect.class)
  void findsASingleDefectAndNamesIt(Defect defect) throws Exception {
    clean(new Random(99), 60);
    ImageId image = History.image(1000);
    history.masked(1000);
    history.labelled(image, 1, "right");

    switch (defect) {
      case LOST -> {
        history.finish(history.accept(2000, Urgency.LIVE));
        history.put(Keys.original(History.image(2000)), History.content(2000));
      }
      case TWICE -> history.mask(image, History.CHAMPION, "another worker");
      case RESULT_WITHOUT_ACCEPT ->
          history.masked(History.image(2000), History.CHAMPION, "worker-1");
      case MISSING_ORIGINAL -> history.store.lose(Keys.original(image));
      case MISSING_MASK -> history.store.lose(Keys.mask(History.CHAMPION, image));
      case MISSING_LABEL -> history.store.lose(Keys.labelRecord(image, 1));
      case BAD_DIGEST -> {
        byte[] other = History.content(1000);
        other[0] ^= 1;
        history.put(Keys.original(image), other);
      }
      case ORPHAN_IMAGE -> history.put(Keys.original(History.image(2000)), History.content(2000));
      case ORPHAN_MASK -> history.stored(image, History.OTHER);
      case ORPHAN_LABEL -> history.put(Keys.labelRecord(image, 2), new byte[1]);
    }

    List<Entry> orphans = new ArrayList<>();
    LedgerSums sums = history.sums(work, Spill.LARGEST_SORTED, orphans);

    Finding expected = Finding.valueOf(defect.name());
    assertThat(sums.findings()).isEqualTo(Map.of(expected, 1L));
    ImageId named =
        switch (defect) {
          case LOST, RESULT_WITHOUT_ACCEPT, ORPHAN_IMAGE -> History.image(2000);
          default -> image;
        };
    assertThat(sums.examples().get(expected)).singleElement().asString().contains(named.sha256());
    assertThat(sums.isClean()).isFalse();
    assertThat(orphans).hasSize(expected.isOrphan() || expected == Finding.LOST ? 1 : 0);
  }

  @Test
  void aLabelOfAnImageThatNobodyKnowsCannotBeAnnounced() throws Exception {
    history.put(Keys.labelRecord(History.image(2000), 1), new byte[1]);

    List<Entry> orphans = new ArrayList<>();
    LedgerSums sums = history.sums(work, Spill.LARGEST_SORTED, orphans);

    assertThat(orphans).isEmpty();
    assertThat(sums.findings())
        .isEqualTo(Map.of(Finding.ORPHAN_LABEL, 1L, Finding.UNREPAIRABLE, 1L));
    assertThat(sums.examples().get(Finding.UNREPAIRABLE))
        .singleElement()
        .asString()
        .contains(History.image(2000).sha256(), "never announced");
  }

  /** All kinds of things, right and wrong, in any combination. */
  private void anything(int number, Random random) throws Exception {
    ImageId image = History.image(number);
    if (random.nextInt(10) > 0) {
      history.put(
          Keys.original(image), random.nextInt(30) == 0 ? same(number) : History.content(number));
    }
    int accepts = random.nextInt(4) == 0 ? random.nextInt(4) : 1;
    for (int i = 0; i < accepts; i++) {
      Origin origin = history.accept(number, random.nextBoolean() ? Urgency.LIVE : Urgency.BACKLOG);
      if (random.nextBoolean()) {
        history.finish(origin);
      }
      for (int letters = random.nextInt(3); letters > 1; letters--) {
        history.letter(random.nextInt(4) == 0 ? Optional.empty() : Optional.of(image), origin, 1);
      }
    }
    for (ModelId model : List.of(History.CHAMPION, History.OTHER, History.CANDIDATE)) {
      for (int told = random.nextInt(3) == 0 ? random.nextInt(4) : 0; told > 0; told--) {
        history.mask(image, model, "worker-" + (random.nextInt(5) == 0 ? 2 : 1));
      }
      if (random.nextBoolean()) {
        history.put(Keys.mask(model, image), new byte[1]);
        history.put(Keys.result(model, image), new byte[1]);
      }
    }
    for (int label = 1; label <= random.nextInt(3); label++) {
      if (random.nextBoolean()) {
        history.labelled(image, label, "label " + random.nextInt(2));
      } else {
        history.put(Keys.labelRecord(image, label), new byte[1]);
      }
      if (random.nextInt(5) == 0) {
        history.label(image, label, Sha256.of(new byte[] {1}), "somebody");
      }
    }
    if (random.nextInt(20) == 0) {
      history.letter(
          random.nextBoolean() ? Optional.empty() : Optional.of(image),
          new Origin(Topic.IMAGES_INBOUND.topicName(), 0, number),
          1);
    }
  }

  /** Everything that may happen and is right. */
  private void clean(Random random, int images) throws Exception {
    history.nominate(History.CANDIDATE);
    for (int i = 0; i < images; i++) {
      switch (random.nextInt(5)) {
        case 0 -> history.accepted(i);
        case 1 -> {
          Origin given = history.finish(history.accepted(i));
          history.letter(Optional.of(History.image(i)), given, 3);
        }
        case 2 -> {
          ImageId image = history.masked(i);
          history.accept(i, Urgency.LIVE);
          history.mask(image, History.CHAMPION, "worker-1");
          history.stored(image, History.CANDIDATE);
        }
        default -> {
          ImageId image = history.masked(i);
          history.labelled(image, 1, "a");
          history.masked(image, History.OTHER, "worker-2");
        }
      }
    }
  }

  /** As many bytes, but others. */
  private static byte[] same(int number) {
    byte[] content = History.content(number);
    content[0] ^= 1;
    return content;
  }

  private static Map<String, Object> only(LedgerSums sums, Map<String, Object> expected) {
    Map<String, Object> some = new LinkedHashMap<>(sums.json());
    some.keySet().retainAll(expected.keySet());
    return some;
  }
}
