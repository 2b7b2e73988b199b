package dev.nevus.ingest.catalog;

import static dev.nevus.event.DeadLetterDecided.Decision.PARKED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.nevus.deadletter.Letter;
import dev.nevus.deadletter.LetterFilter;
import dev.nevus.deadletter.LetterState;
import dev.nevus.event.DeadLettered;
import dev.nevus.event.Fault;
import dev.nevus.event.Origin;
import dev.nevus.eventlog.Topic;
import dev.nevus.image.ImageId;
import dev.nevus.ingest.Facts;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the catalog lists of dead letters on every database. */
abstract class LetterListContract {
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
  void listsPageByPageTheNewestFirst() throws IOException {
    List<Origin> newestFirst = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      DeadLettered letter = Facts.dead(Facts.image("image " + i), stored(i), Optional.empty());
      newestFirst.add(0, letter.origin());
      world.take(List.of(letter));
    }

    List<Letter> first = letters.list(LetterFilter.ALL, Optional.empty(), 3);
    List<Letter> second = letters.list(LetterFilter.ALL, Optional.of(first.get(2).id()), 3);

    assertThat(first).extracting(Letter::id).isEqualTo(newestFirst.subList(0, 3));
    assertThat(second).extracting(Letter::id).isEqualTo(newestFirst.subList(3, 5));
  }

  @Test
  void filtersAsTheLettersThemselvesDo() throws IOException {
    DeadLettered model = Facts.dead(IMAGE, stored(1), Optional.empty());
    DeadLettered garbage = Facts.garbage(GARBAGE, 2);
    world.take(List.of(model, garbage, Facts.decided(garbage, PARKED, NOON.plusSeconds(60))));
    List<LetterFilter> filters =
        List.of(
            filter(Optional.of(LetterState.PARKED), Optional.empty(), Optional.empty()),
            filter(Optional.empty(), Optional.of(Fault.MODEL), Optional.empty()),
            filter(Optional.empty(), Optional.empty(), Optional.of("nevus.images.inbound")),
            new LetterFilter(
                Optional.empty(),
                Optional.empty(),
                Optional.of(garbage.code()),
                Optional.empty(),
                Optional.of(ImageId.of(GARBAGE)),
                Optional.of(NOON.plusSeconds(2))));

    for (LetterFilter filter : filters) {
      List<Letter> all = letters.list(LetterFilter.ALL, Optional.empty(), 10);

      assertThat(letters.list(filter, Optional.empty(), 10))
          .as("%s", filter)
          .hasSize(1)
          .isEqualTo(all.stream().filter(filter::matches).toList());
    }
  }

  @Test
  void countsThemByStateAndFault() throws IOException {
    DeadLettered parked = Facts.garbage(GARBAGE, 2);
    world.take(
        List.of(
            Facts.dead(Facts.image("1"), stored(1), Optional.empty()),
            Facts.dead(Facts.image("2"), stored(2), Optional.empty()),
            parked,
            Facts.decided(parked, PARKED, NOON.plusSeconds(60))));

    assertThat(letters.counts())
        .isEqualTo(
            Map.of(
                LetterState.OPEN, Map.of(Fault.MODEL, 2L),
                LetterState.PARKED, Map.of(Fault.BAD_INPUT, 1L)));
  }

  private static Origin stored(long offset) {
    return new Origin(Topic.IMAGES_STORED.topicName(), 0, offset);
  }

  private static LetterFilter filter(
      Optional<LetterState> state, Optional<Fault> fault, Optional<String> topic) {
    return new LetterFilter(
        state, fault, Optional.empty(), topic, Optional.empty(), Optional.empty());
  }
}
