package dev.nevus.ingest.catalog;

import dev.nevus.event.Correlation;
import dev.nevus.event.Event;
import dev.nevus.eventlog.LogRecord;
import dev.nevus.eventlog.Topic;
import dev.nevus.image.ImageId;
import dev.nevus.ingest.Facts;
import dev.nevus.ingest.ToldLog;
import dev.nevus.lifecycle.Telemetry;
import java.io.IOException;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** A catalog on a real database, empty at first, and the log that fills it. */
final class FilledCatalog implements AutoCloseable {
  static final Correlation CORRELATION =
      new Correlation(Optional.of("c-1"), Optional.of("s-1"), Optional.of("00-trace-01"));

  final Telemetry telemetry = new Telemetry("ingest-service");
  final Database database;
  final Catalog catalog;

  private final ToldLog log = new ToldLog();

  /**
   * @param config a database that other tests may have used: its rows are emptied
   */
  FilledCatalog(CatalogConfig config) throws IOException {
    database = Database.open(config);
    catalog = new Catalog(database);
    empty();
  }

  /** What a process that starts on this database makes, and asks first. */
  CatalogProjection projection() throws IOException {
    CatalogProjection projection =
        new CatalogProjection(database, log, telemetry, CatalogConfig.Start.RESUME);
    projection.positions();
    return projection;
  }

  void empty() throws IOException {
    var places =
        new CatalogProjection(database, log, telemetry, CatalogConfig.Start.REBUILD).positions();
    if (!places.isEmpty()) {
      throw new IllegalStateException("a catalog to be rebuilt remembers " + places);
    }
  }

  /** Appends to the log without taking in. */
  LogRecord tell(Event event) {
    return log.tell(event, CORRELATION);
  }

  /** Appends a record that nobody understands. */
  LogRecord babble() {
    return log.babble(Topic.IMAGES_STORED);
  }

  /** Tells events and takes them in, one by one. */
  void take(List<Event> events) throws IOException {
    for (Event event : events) {
      projection().take(List.of(tell(event)));
    }
  }

  ImageState state(ImageId image) throws IOException {
    return catalog.find(image).orElseThrow().state();
  }

  /** All that the catalog says. */
  List<ImageEntry> everything() throws IOException {
    return everything(catalog);
  }

  static List<ImageEntry> everything(Catalog catalog) throws IOException {
    List<ImageEntry> entries = new ArrayList<>();
    for (ImageEntry listed : catalog.list(all(100))) {
      entries.add(catalog.find(listed.image()).orElseThrow());
    }
    return entries;
  }

  /** The rows of a table as text, sorted. */
  List<String> rows(String table) throws IOException {
    return database.inTransaction(
        connection -> {
          List<String> found = new ArrayList<>();
          try (Statement select = connection.createStatement();
              ResultSet rows = select.executeQuery("select * from " + table)) {
            int columns = rows.getMetaData().getColumnCount();
            while (rows.next()) {
              StringBuilder row = new StringBuilder();
              for (int i = 1; i <= columns; i++) {
                row.append(rows.getString(i)).append('|');
              }
              found.add(row.toString());
            }
          }
          Collections.sort(found);
          return found;
        });
  }

  /** As a person at the database does. */
  void run(String sql) throws IOException {
    database.inTransaction(
        connection -> {
          try (Statement statement = connection.createStatement()) {
            return statement.executeUpdate(sql);
          }
        });
  }

  static Catalog.Query all(int limit) {
    return Catalog.Query.newest(limit);
  }

  /** Images in every state, one of them told again after a crash: the same fact, a later time. */
  static List<Event> events() {
    List<Event> events = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      ImageId image = Facts.image("image " + i);
      Instant at = Facts.NOON.plus(Duration.ofMinutes(i));
      events.add(Facts.stored(image, at));
      if (i % 2 == 0) {
        events.add(Facts.mask(image, Facts.OLD_MODEL, at.plusSeconds(1)));
        events.add(Facts.mask(image, Facts.NEW_MODEL, at.plusSeconds(2)));
      }
      if (i % 3 == 0) {
        events.add(Facts.dead(image, i, at.plusSeconds(3)));
      }
    }
    events.add(Facts.stored(Facts.image("image 1"), Facts.NOON.plus(Duration.ofDays(1))));
    events.add(Facts.behind(Facts.image("behind"), Facts.NOON));
    for (int number = 1; number <= 3; number++) {
      events.add(Facts.labelled(Facts.image("image 2"), number, Facts.NOON.plusSeconds(number)));
    }
    events.add(Facts.withdrawn(Facts.image("image 2"), 1, Facts.NOON.plusSeconds(9)));
    events.add(Facts.labelled(Facts.image("image 3"), 1, Facts.NOON));
    events.add(Facts.withdrawn(Facts.image("image 3"), 1, Facts.NOON.plusSeconds(1)));
    events.add(Facts.labelled(Facts.image("never stored"), 1, Facts.NOON));
    events.add(Facts.promoted(Facts.NEW_MODEL, 2));
    events.add(Facts.promoted(Facts.OLD_MODEL, 3));
    events.add(Facts.promoted(Facts.OLD_MODEL, 1));
    return events;
  }

  @Override
  public void close() {
    database.close();
    telemetry.close();
  }
}
