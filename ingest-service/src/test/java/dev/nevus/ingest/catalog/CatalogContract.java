package dev.nevus.ingest.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nevus.event.Event;
import dev.nevus.event.Urgency;
import dev.nevus.eventlog.LogRecord;
import dev.nevus.eventlog.LogTail;
import dev.nevus.eventlog.Topic;
import dev.nevus.image.ImageId;
import dev.nevus.ingest.Facts;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the catalog does on every database. */
abstract class CatalogContract {
  private static final ImageId IMAGE = Facts.image("a");
  private static final Instant NOON = Facts.NOON;

  private FilledCatalog world;
  private Catalog catalog;

  /** An empty database, or one that other tests have used: its rows are emptied. */
  abstract CatalogConfig config();

  @BeforeEach
  void open() throws IOException {
    world = new FilledCatalog(config());
    catalog = world.catalog;
  }

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void knowsNothingOfAnImageThatNobodyTold() throws IOException {
    assertThat(catalog.find(IMAGE)).isEmpty();
    assertThat(catalog.list(FilledCatalog.all(10))).isEmpty();
  }

  @Test
  void keepsEverythingThatWasToldOfAnImage() throws IOException {
    world.take(
        List.of(
            Facts.stored(IMAGE, NOON), Facts.mask(IMAGE, Facts.OLD_MODEL, NOON.plusSeconds(1))));

    ImageEntry entry = catalog.find(IMAGE).orElseThrow();

    assertThat(entry.state()).isEqualTo(ImageState.SEGMENTED);
    assertThat(entry.at()).isEqualTo(NOON);
    ImageEntry.Original original = entry.original().orElseThrow();
    assertThat(original.bytes()).isEqualTo(12_345);
    assertThat(original.metadata()).isEqualTo(Facts.stored(IMAGE, NOON).metadata());
    assertThat(original.correlation()).isEqualTo(FilledCatalog.CORRELATION);
    assertThat(entry.masks()).hasSize(1);
    assertThat(entry.masks().get(0).measures()).isEqualTo(Facts.MEASURES);
    assertThat(entry.masks().get(0).mask())
        .isEqualTo(Facts.mask(IMAGE, Facts.OLD_MODEL, NOON).mask());
  }

  @Test
  void derivesTheStateFromWhatIsThere() throws IOException {
    ImageId waiting = Facts.image("waiting");
    ImageId dead = Facts.image("dead");
    ImageId rescued = Facts.image("rescued");
    world.take(
        List.of(
            Facts.stored(waiting, NOON),
            Facts.stored(dead, NOON),
            Facts.dead(dead, 1, NOON),
            Facts.stored(rescued, NOON),
            Facts.dead(rescued, 2, NOON),
            Facts.mask(rescued, Facts.NEW_MODEL, NOON.plusSeconds(9))));

    assertThat(world.state(waiting)).isEqualTo(ImageState.ACCEPTED);
    assertThat(world.state(dead)).isEqualTo(ImageState.DEAD_LETTERED);
    assertThat(catalog.find(dead).orElseThrow().deadLetter().orElseThrow().code())
        .isEqualTo("corrupt-image");
    assertThat(world.state(rescued)).isEqualTo(ImageState.SEGMENTED);
  }

  @Test
  void knowsAMaskWhoseImageWasNotToldYet() throws IOException {
    world.take(List.of(Facts.mask(IMAGE, Facts.OLD_MODEL, NOON)));

    ImageEntry entry = catalog.find(IMAGE).orElseThrow();

    assertThat(entry.state()).isEqualTo(ImageState.SEGMENTED);
    assertThat(entry.original()).isEmpty();
  }

  @Test
  void showsTheNewestMaskFirst() throws IOException {
    world.take(
        List.of(
            Facts.stored(IMAGE, NOON),
            Facts.mask(IMAGE, Facts.NEW_MODEL, NOON.plusSeconds(1)),
            Facts.mask(IMAGE, Facts.OLD_MODEL, NOON.plusSeconds(2))));

    assertThat(catalog.find(IMAGE).orElseThrow().masks())
        .extracting(MaskEntry::model)
        .containsExactly(Facts.OLD_MODEL, Facts.NEW_MODEL);
  }

  @Test
  void comesOutTheSameWhateverTheOrderAndTheRepeats() throws IOException {
    long seed = System.nanoTime();
    System.out.println("shuffled with seed " + seed);
    Random random = new Random(seed);
    List<Event> events = FilledCatalog.events();
    world.take(events);
    List<ImageEntry> expected = world.everything();
    List<String> labels = world.rows("labels");

    for (int round = 0; round < 10; round++) {
      List<Event> shuffled = new ArrayList<>(events);
      shuffled.addAll(events.subList(0, random.nextInt(events.size())));
      Collections.shuffle(shuffled, random);
      world.empty();

      world.take(shuffled);

      assertThat(world.everything()).isEqualTo(expected);
      assertThat(world.rows("labels")).isEqualTo(labels);
    }
  }

  @Test
  void keepsThePlaceReached() throws IOException {
    List<LogRecord> records =
        List.of(
            world.tell(Facts.stored(IMAGE, NOON)),
            world.tell(Facts.stored(Facts.image("b"), NOON)));

    world.projection().take(records);

    assertThat(world.projection().positions())
        .containsEntry(new LogTail.Partition(Topic.IMAGES_STORED.topicName(), 0), 2L);
  }

  @Test
  void skipsWhatItDoesNotUnderstandAndCountsIt() throws IOException {
    world.projection().take(List.of(world.babble(), world.tell(Facts.stored(IMAGE, NOON))));

    assertThat(world.state(IMAGE)).isEqualTo(ImageState.ACCEPTED);
    assertThat(world.telemetry.scrape())
        .contains("nevus_catalog_skipped_total{reason=\"unreadable-event\"");
  }

  @Test
  void letsSeveralInstancesTakeTheSameRecordsIn() throws Exception {
    List<LogRecord> records = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      records.add(world.tell(Facts.stored(Facts.image("image " + i), NOON)));
    }
    ExecutorService instances = Executors.newFixedThreadPool(4);
    Callable<Boolean> instance =
        () -> {
          world.projection().take(records);
          return true;
        };

    for (Future<Boolean> done : instances.invokeAll(Collections.nCopies(4, instance))) {
      assertThat(done.get()).isTrue();
    }
    instances.shutdown();

    assertThat(catalog.list(FilledCatalog.all(100))).hasSize(50);
  }

  @Test
  void knowsWhoSentAnImageAndWhetherItGoesBehind() throws IOException {
    ImageId behind = Facts.image("behind");

    world.take(List.of(Facts.stored(IMAGE, NOON), Facts.behind(behind, NOON)));

    ImageEntry.Original live = catalog.find(IMAGE).orElseThrow().original().orElseThrow();
    ImageEntry.Original old = catalog.find(behind).orElseThrow().original().orElseThrow();
    assertThat(live.metadata().source()).contains("north");
    assertThat(live.urgency()).isEqualTo(Urgency.LIVE);
    assertThat(old.metadata().source()).contains("south");
    assertThat(old.urgency()).isEqualTo(Urgency.BACKLOG);
    assertThat(world.projection().positions())
        .containsEntry(new LogTail.Partition(Topic.IMAGES_BACKLOG.topicName(), 0), 1L);
  }

  @Test
  void givesAnIdempotencyKeyToOneOfSeveralAtOnce() throws Exception {
    IdempotencyKeys keys = new IdempotencyKeys(world.database, Clock.systemUTC());
    ExecutorService senders = Executors.newFixedThreadPool(4);
    List<Callable<ImageId>> claims = new ArrayList<>();
    String key = "key " + System.nanoTime();
    for (int i = 0; i < 4; i++) {
      ImageId image = Facts.image("image " + i);
      claims.add(() -> keys.claim(key, image));
    }

    List<ImageId> owners = new ArrayList<>();
    for (Future<ImageId> owner : senders.invokeAll(claims)) {
      owners.add(owner.get());
    }
    senders.shutdown();

    assertThat(owners).hasSize(4).containsOnly(owners.get(0));
  }
}
