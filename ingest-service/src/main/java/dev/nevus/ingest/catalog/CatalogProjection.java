package dev.nevus.ingest.catalog;

import dev.nevus.event.Origin;
import dev.nevus.eventlog.Delivery;
import dev.nevus.eventlog.EventDecoder;
import dev.nevus.eventlog.LogRecord;
import dev.nevus.eventlog.LogTail;
import dev.nevus.eventlog.PlacesMovedException;
import dev.nevus.eventlog.Topic;
import dev.nevus.image.RefusedException;
import dev.nevus.lifecycle.Telemetry;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Turns the log into the catalog's rows. The place reached is kept in the transaction that keeps
 * the rows, so each record is taken in once, and instances that share a database take turns. Where
 * somebody emptied the catalog, or it was made anew, the log is read from its beginning: it has
 * everything.
 */
public final class CatalogProjection implements LogTail.Reader {
  /** What the catalog is made of. */
  public static final Set<Topic> TOPICS =
      Set.copyOf(
          EnumSet.of(
              Topic.IMAGES_STORED,
              Topic.IMAGES_BACKLOG,
              Topic.MASKS_PREDICTED,
              Topic.LABELS_ACCEPTED,
              Topic.MODELS_PUBLISHED,
              Topic.DEAD_LETTERS));

  private static final List<String> TABLES =
      List.of(
          "images",
          "masks",
          "labels",
          "champions",
          "dead_letters",
          "dead_letter_decisions",
          "positions");

  private static final Logger LOG = LoggerFactory.getLogger(CatalogProjection.class);

  private final Database database;
  private final EventDecoder decoder;
  private final Telemetry telemetry;
  private CatalogConfig.Start start;
  // Of the rows that this projection goes on with.
  private volatile Instant filledSince = Instant.EPOCH;
  private Map<LogTail.Partition, Long> left = Map.of();

  /**
   * @param start whether the rows that are there are emptied before the first record
   */
  public CatalogProjection(
      Database database, EventDecoder decoder, Telemetry telemetry, CatalogConfig.Start start) {
    this.database = database;
    this.decoder = decoder;
    this.telemetry = telemetry;
    this.start = start;
  }

  @Override
  public synchronized Map<LogTail.Partition, Long> positions() throws IOException {
    if (start == CatalogConfig.Start.REBUILD) {
      empty();
      start = CatalogConfig.Start.RESUME;
    }
    return database.inTransaction(
        connection -> {
          filledSince = waitForTurn(connection);
          left = positions(connection);
          return left;
        });
  }

  @Override
  public synchronized void take(List<LogRecord> records) throws IOException {
    List<Delivery> understood = new ArrayList<>();
    for (LogRecord record : records) {
      decode(record, understood);
    }
    left =
        database.inTransaction(
            connection -> {
              Map<LogTail.Partition, Long> reached = placesAsLeft(connection);
              EventRows rows = new EventRows(connection);
              for (Delivery delivery : understood) {
                if (delivery.origin().offset()
                    >= reached.getOrDefault(partition(delivery.origin()), 0L)) {
                  rows.take(delivery);
                }
              }
              advance(connection, records);
              return positions(connection);
            });
  }

  /** The places reached, by this instance or others, where nobody put them back. */
  private Map<LogTail.Partition, Long> placesAsLeft(Connection connection)
      throws SQLException, PlacesMovedException {
    Instant now = waitForTurn(connection);
    if (!now.equals(filledSince)) {
      throw new PlacesMovedException("the catalog is filled anew since " + now);
    }
    Map<LogTail.Partition, Long> reached = positions(connection);
    for (Map.Entry<LogTail.Partition, Long> place : left.entrySet()) {
      if (reached.getOrDefault(place.getKey(), 0L) < place.getValue()) {
        throw new PlacesMovedException("an older copy of the catalog was put back");
      }
    }
    return reached;
  }

  /**
   * A record that holds no event has nothing to say here; whoever works on the topic dead-letters
   * it.
   */
  private void decode(LogRecord record, List<Delivery> understood) {
    try {
      understood.add(decoder.decode(record));
    } catch (RefusedException e) {
      telemetry
          .registry()
          .counter("nevus.catalog.skipped", "reason", e.refusal().code().id())
          .increment();
      LOG.atWarn()
          .addKeyValue("origin", record.origin())
          .addKeyValue("reason", e.refusal().code().id())
          .log("Record skipped: it holds no event that this version knows");
    }
  }

  /**
   * Empties the catalog, of which every instance reads the log anew within seconds. Idempotency
   * keys stay: the log knows nothing of them.
   */
  public void empty() throws IOException {
    database.inTransaction(
        connection -> {
          waitForTurn(connection);
          try (Statement delete = connection.createStatement()) {
            for (String table : TABLES) {
              delete.executeUpdate("delete from " + table);
            }
            delete.executeUpdate("update projection_turn set filled_since = current_timestamp");
          }
          return true;
        });
  }

  /** When the catalog was made, or emptied last. */
  Instant filledSince() throws IOException {
    return database.inTransaction(CatalogProjection::filledSince);
  }

  /** Whether this projection goes on with the rows that were filled since then. */
  boolean goesOnWith(Instant since) {
    return since.equals(filledSince);
  }

  /** Holds the one row until the transaction ends, and says since when the rows are filled. */
  private static Instant waitForTurn(Connection connection) throws SQLException {
    try (Statement lock = connection.createStatement();
        ResultSet row = lock.executeQuery("select id from projection_turn for update")) {
      row.next();
    }
    return filledSince(connection);
  }

  private static Instant filledSince(Connection connection) throws SQLException {
    try (Statement select = connection.createStatement();
        ResultSet row = select.executeQuery("select filled_since from projection_turn")) {
      row.next();
      return Columns.time(row, "filled_since");
    }
  }

  private static Map<LogTail.Partition, Long> positions(Connection connection) throws SQLException {
    Map<LogTail.Partition, Long> positions = new HashMap<>();
    try (Statement select = connection.createStatement();
        ResultSet rows = select.executeQuery("select * from positions")) {
      while (rows.next()) {
        positions.put(
            new LogTail.Partition(rows.getString("topic"), rows.getInt("partition_number")),
            rows.getLong("next_offset"));
      }
    }
    return positions;
  }

  private static void advance(Connection connection, List<LogRecord> records) throws SQLException {
    Map<LogTail.Partition, Long> next = new HashMap<>();
    for (LogRecord record : records) {
      next.merge(partition(record.origin()), record.origin().offset() + 1, Math::max);
    }
    for (Map.Entry<LogTail.Partition, Long> place : next.entrySet()) {
      advance(connection, place.getKey(), place.getValue());
    }
  }

  private static void advance(Connection connection, LogTail.Partition partition, long next)
      throws SQLException {
    try (PreparedStatement insert =
            connection.prepareStatement(
                "insert into positions (topic, partition_number, next_offset) values (?, ?, 0)"
                    + " on conflict do nothing");
        PreparedStatement update =
            connection.prepareStatement(
                "update positions set next_offset = ?"
                    + " where topic = ? and partition_number = ? and next_offset < ?")) {
      insert.setString(1, partition.topic());
      insert.setInt(2, partition.number());
      insert.executeUpdate();
      update.setLong(1, next);
      update.setString(2, partition.topic());
      update.setInt(3, partition.number());
      update.setLong(4, next);
      update.executeUpdate();
    }
  }

  private static LogTail.Partition partition(Origin origin) {
    return new LogTail.Partition(origin.topic(), origin.partition());
  }
}
