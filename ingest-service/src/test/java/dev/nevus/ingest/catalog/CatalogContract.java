package dev.nevus.ingest.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nevus.event.Correlation;
import dev.nevus.event.Event;
import dev.nevus.eventlog.LogRecord;
import dev.nevus.eventlog.LogTail;
import dev.nevus.eventlog.Topic;
import dev.nevus.image.ImageId;
import dev.nevus.ingest.Facts;
import dev.nevus.ingest.ToldLog;
import dev.nevus.lifecycle.Telemetry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
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
  private static final Correlation CORRELATION =
      new Correlation(Optional.of("c-1"), Optional.of("s-1"), Optional.of("00-trace-01"));
  private static final ImageId IMAGE = Facts.image("a");
  private static final Instant NOON = Facts.NOON;

  private final ToldLog log = new ToldLog();
  private final Telemetry telemetry = new Telemetry("ingest-service");
  private Database database;
  private Catalog catalog;
  private CatalogProjection projection;

  /** An empty database, or one that other tests have used: its rows are emptied. */
  abstract CatalogConfig config();

  @BeforeEach
  void open() throws IOException {
    database = Database.open(config());
    catalog = new Catalog(database);
    projection = projection(CatalogConfig.Start.REBUILD);
    assertThat(projection.positions()).isEmpty();
  }

  @AfterEach
  void close() {
    database.close();
    telemetry.close();
  }

  @Test
  void knowsNothingOfAnImageThatNobodyTold() throws IOException {
    assertThat(catalog.find(IMAGE)).isEmpty();
    assertThat(catalog.list(all(10))).isEmpty();
  }

  @Test
  void keepsEverythingThatWasToldOfAnImage() throws IOException {
    take(Facts.stored(IMAGE, NOON), Facts.mask(IMAGE, Facts.OLD_MODEL, NOON.plusSeconds(1)));

    ImageEntry entry = catalog.find(IMAGE).orElseThrow();

    assertThat(entry.state()).isEqualTo(ImageState.SEGMENTED);
    assertThat(entry.at()).isEqualTo(NOON);
    ImageEntry.Original original = entry.original().orElseThrow();
    assertThat(original.bytes()).isEqualTo(12_345);
    assertThat(original.metadata()).isEqualTo(Facts.stored(IMAGE, NOON).metadata());
    assertThat(original.correlation()).isEqualTo(CORRELATION);
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
    take(
        Facts.stored(waiting, NOON),
        Facts.stored(dead, NOON),
        Facts.dead(dead, 1, NOON),
        Facts.stored(rescued, NOON),
        Facts.dead(rescued, 2, NOON),
        Facts.mask(rescued, Facts.NEW_MODEL, NOON.plusSeconds(9)));

    assertThat(state(waiting)).isEqualTo(ImageState.ACCEPTED);
    assertThat(state(dead)).isEqualTo(ImageState.DEAD_LETTERED);
    assertThat(catalog.find(dead).orElseThrow().deadLetter().orElseThrow().code())
        .isEqualTo("corrupt-image");
    assertThat(state(rescued)).isEqualTo(ImageState.SEGMENTED);
  }

  @Test
  void knowsAMaskWhoseImageWasNotToldYet() throws IOException {
    take(Facts.mask(IMAGE, Facts.OLD_MODEL, NOON));

    ImageEntry entry = catalog.find(IMAGE).orElseThrow();

    assertThat(entry.state()).isEqualTo(ImageState.SEGMENTED);
    assertThat(entry.original()).isEmpty();
  }

  @Test
  void showsTheNewestMaskFirst() throws IOException {
    take(
        Facts.stored(IMAGE, NOON),
        Facts.mask(IMAGE, Facts.NEW_MODEL, NOON.plusSeconds(1)),
        Facts.mask(IMAGE, Facts.OLD_MODEL, NOON.plusSeconds(2)));

    assertThat(catalog.find(IMAGE).orElseThrow().masks())
        .extracting(MaskEntry::model)
        .containsExactly(Facts.OLD_MODEL, Facts.NEW_MODEL);
  }

  @Test
  void comesOutTheSameWhateverTheOrderAndTheRepeats() throws IOException {
    long seed = System.nanoTime();
    System.out.println("shuffled with seed " + seed);
    Random random = new Random(seed);
    List<Event> events = events();
    events.forEach(this::takeOne);
    List<ImageEntry> expected = everything();

    for (int round = 0; round < 10; round++) {
      List<Event> shuffled = new ArrayList<>(events);
      shuffled.addAll(events.subList(0, random.nextInt(events.size())));
      Collections.shuffle(shuffled, random);
      assertThat(projection(CatalogConfig.Start.REBUILD).positions()).isEmpty();

      shuffled.forEach(this::takeOne);

      assertThat(everything()).isEqualTo(expected);
    }
  }

  @Test
  void keepsThePlaceReached() throws IOException {
    List<LogRecord> records =
        List.of(
            log.tell(Facts.stored(IMAGE, NOON), CORRELATION),
            log.tell(Facts.stored(Facts.image("b"), NOON), CORRELATION));

    projection.take(records);

    assertThat(projection(CatalogConfig.Start.RESUME).positions())
        .containsEntry(new LogTail.Partition(Topic.IMAGES_STORED.topicName(), 0), 2L);
  }

  @Test
  void skipsWhatItDoesNotUnderstandAndCountsIt() throws IOException {
    projection.take(
        List.of(log.babble(Topic.IMAGES_STORED), log.tell(Facts.stored(IMAGE, NOON), CORRELATION)));

    assertThat(state(IMAGE)).isEqualTo(ImageState.ACCEPTED);
    assertThat(telemetry.scrape())
        .contains("nevus_catalog_skipped_total{reason=\"unreadable-event\"");
  }

  @Test
  void letsSeveralInstancesTakeTheSameRecordsIn() throws Exception {
    List<LogRecord> records = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      records.add(log.tell(Facts.stored(Facts.image("image " + i), NOON), CORRELATION));
    }
    ExecutorService instances = Executors.newFixedThreadPool(4);
    Callable<Boolean> instance =
        () -> {
          projection(CatalogConfig.Start.RESUME).take(records);
          return true;
        };

    for (Future<Boolean> done : instances.invokeAll(Collections.nCopies(4, instance))) {
      assertThat(done.get()).isTrue();
    }
    instances.shutdown();

    assertThat(catalog.list(all(100))).hasSize(50);
  }

  @Test
  void listsTheNewestFirstPageByPage() throws IOException {
    List<ImageId> newestFirst = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      ImageId image = Facts.image("image " + i);
      newestFirst.add(0, image);
      take(Facts.stored(image, NOON.plusSeconds(i)));
    }

    List<ImageEntry> first = catalog.list(all(3));
    List<ImageEntry> second =
        catalog.list(new Catalog.Query(Optional.empty(), Optional.of(first.get(2).image()), 3));

    assertThat(first).extracting(ImageEntry::image).isEqualTo(newestFirst.subList(0, 3));
    assertThat(second).extracting(ImageEntry::image).isEqualTo(newestFirst.subList(3, 5));
  }

  @Test
  void listsOnlyTheWantedState() throws IOException {
    ImageId dead = Facts.image("dead");
    take(Facts.stored(IMAGE, NOON), Facts.stored(dead, NOON), Facts.dead(dead, 1, NOON));

    List<ImageEntry> listed =
        catalog.list(
            new Catalog.Query(Optional.of(ImageState.DEAD_LETTERED), Optional.empty(), 10));

    assertThat(listed).extracting(ImageEntry::image).containsExactly(dead);
  }

  @Test
  void givesAnIdempotencyKeyToOneOfSeveralAtOnce() throws Exception {
    IdempotencyKeys keys = new IdempotencyKeys(database, Clock.systemUTC());
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

  private static List<Event> events() {
    List<Event> events = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      ImageId image = Facts.image("image " + i);
      Instant at = NOON.plus(Duration.ofMinutes(i));
      events.add(Facts.stored(image, at));
      if (i % 2 == 0) {
        events.add(Facts.mask(image, Facts.OLD_MODEL, at.plusSeconds(1)));
        events.add(Facts.mask(image, Facts.NEW_MODEL, at.plusSeconds(2)));
      }
      if (i % 3 == 0) {
        events.add(Facts.dead(image, i, at.plusSeconds(3)));
      }
    }
    // Told again after a crash: the same fact with a later time.
    events.add(Facts.stored(Facts.image("image 1"), NOON.plus(Duration.ofDays(1))));
    return events;
  }

  private List<ImageEntry> everything() throws IOException {
    List<ImageEntry> entries = new ArrayList<>();
    for (ImageEntry listed : catalog.list(all(100))) {
      entries.add(catalog.find(listed.image()).orElseThrow());
    }
    return entries;
  }

  private CatalogProjection projection(CatalogConfig.Start start) {
    return new CatalogProjection(database, log, telemetry, start);
  }

  private void take(Event... events) throws IOException {
    for (Event event : events) {
      projection.take(List.of(log.tell(event, CORRELATION)));
    }
  }

  private void takeOne(Event event) {
    try {
      take(event);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private ImageState state(ImageId image) throws IOException {
    return catalog.find(image).orElseThrow().state();
  }

  private static Catalog.Query all(int limit) {
    return new Catalog.Query(Optional.empty(), Optional.empty(), limit);
  }
}
