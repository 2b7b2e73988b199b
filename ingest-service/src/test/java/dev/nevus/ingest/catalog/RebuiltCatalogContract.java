package dev.nevus.ingest.catalog;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nevus.eventlog.LogRecord;
import dev.nevus.eventlog.PlacesMovedException;
import dev.nevus.ingest.Facts;
import java.io.IOException;
import java.io.InputStream;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How the catalog comes back out of the log, while instances go on reading, on every database. */
abstract class RebuiltCatalogContract {
  private static final List<String> TABLES =
      List.of(
          "images",
          "masks",
          "labels",
          "champions",
          "dead_letters",
          "dead_letter_decisions",
          "positions");

  private CatalogConfig config;
  private FilledCatalog world;
  private List<LogRecord> log;
  private CatalogProjection instance;

  abstract CatalogConfig config();

  /** What makes the database as empty as a new one. */
  abstract List<String> droppingAll();

  @BeforeEach
  void fill() throws IOException {
    config = config();
    world = new FilledCatalog(config);
    log = new ArrayList<>();
    FilledCatalog.events().forEach(event -> log.add(world.tell(event)));
    instance = world.projection();
    instance.take(log);
  }

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void isTheSameAgainAfterSomebodyElseEmptiedIt() throws IOException {
    List<String> before = everyRow();
    world.projection().empty();
    assertThat(world.everything()).isEmpty();

    readOn();

    assertThat(everyRow()).isEqualTo(before);
  }

  @Test
  void isTheSameAgainAfterItsTablesWereDropped() throws IOException {
    List<String> before = everyRow();
    drop();

    // The first one finds them missing, the next ones find them made anew.
    assertThatThrownBy(() -> instance.take(List.of())).isInstanceOf(CatalogException.class);
    readOn();

    assertThat(everyRow()).isEqualTo(before);
  }

  @Test
  void skipsNothingOfWhatCameWhileItWasEmptied() throws IOException {
    LogRecord late = world.tell(Facts.stored(Facts.image("late"), Facts.NOON));
    world.projection().empty();
    log.add(late);

    assertThatThrownBy(() -> instance.take(List.of(late))).isInstanceOf(PlacesMovedException.class);
    assertThat(world.everything()).isEmpty();
    readOn();

    assertThat(world.state(Facts.image("late"))).isEqualTo(ImageState.ACCEPTED);
    assertThat(world.everything()).hasSizeGreaterThan(8);
  }

  @Test
  void goesOnWhereAnOlderCopyStood() throws IOException {
    List<String> before = everyRow();
    execute(
        List.of(
            "delete from masks",
            "update positions set next_offset = 0 where topic = 'nevus.masks.predicted'"));

    assertThatThrownBy(() -> instance.take(List.of())).isInstanceOf(PlacesMovedException.class);
    assertThat(instance.positions()).hasSize(6).containsValue(0L);
    instance.take(log);

    assertThat(everyRow()).isEqualTo(before);
  }

  @Test
  void saysWhetherAllIsReadAgain() throws IOException {
    CatalogReading reading = new CatalogReading(instance, () -> OptionalLong.of(0));
    assertThat(reading.state().complete()).isTrue();

    CatalogReading.State emptied =
        new CatalogReading(world.projection(), OptionalLong::empty).rebuild();
    assertThat(reading.state().complete()).isFalse();
    assertThat(reading.state().behind()).isEmpty();
    readOn();

    assertThat(reading.state().complete()).isTrue();
    assertThat(reading.state().filledSince()).isEqualTo(emptied.filledSince());
  }

  @Test
  void carriesForwardWhatAnEarlierReleaseLeft() throws Exception {
    List<ImageEntry> before = world.everything();
    drop();
    Flyway.configure()
        .dataSource(config.jdbcUrl(), config.user(), config.password())
        .locations("classpath:db/migration")
        .target("3")
        .load()
        .migrate();
    execute(List.of(new String(resource("/catalog/version-3.sql"), UTF_8).split(";\\R", -1)));

    try (Database database = Database.open(config)) {
      assertThat(FilledCatalog.everything(new Catalog(database))).isEqualTo(before);
    }
    CatalogProjection next = world.projection();
    next.take(List.of(world.tell(Facts.stored(Facts.image("late"), Facts.NOON))));
    assertThat(world.everything()).hasSize(before.size() + 1).containsAll(before);
  }

  private static byte[] resource(String name) throws IOException {
    try (InputStream in = RebuiltCatalogContract.class.getResourceAsStream(name)) {
      return Objects.requireNonNull(in, name).readAllBytes();
    }
  }

  /** What an instance's tail does: idle at first, then from the places that it is told. */
  private void readOn() throws IOException {
    assertThatThrownBy(() -> instance.take(List.of())).isInstanceOf(PlacesMovedException.class);
    assertThat(instance.positions()).isEmpty();
    instance.take(log);
  }

  private void drop() throws IOException {
    execute(droppingAll());
  }

  private void execute(List<String> lines) throws IOException {
    world.database.inTransaction(
        connection -> {
          try (Statement statement = connection.createStatement()) {
            for (String sql : lines) {
              if (!sql.isBlank()) {
                statement.execute(sql);
              }
            }
          }
          return true;
        });
  }

  private List<String> everyRow() throws IOException {
    List<String> rows = new ArrayList<>();
    for (String table : TABLES) {
      rows.addAll(world.rows(table));
    }
    return rows;
  }
}
