package dev.nevus.ingest.catalog;

import dev.nevus.event.Origin;
import dev.nevus.eventlog.Delivery;
import dev.nevus.eventlog.EventDecoder;
import dev.nevus.eventlog.LogRecord;
import dev.nevus.eventlog.LogTail;
import dev.nevus.eventlog.Topic;
import dev.nevus.image.RefusedException;
import dev.nevus.lifecycle.Telemetry;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
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
 * the rows, so each record is taken in once, and instances that share a database take turns. To
 * rebuild the catalog, empty it and read on: the log has everything.
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
      List.of("images", "masks", "labels", "champions", "dead_letters", "positions");

  private static final Logger LOG = LoggerFactory.getLogger(CatalogProjection.class);

  private final Database database;
  private final EventDecoder decoder;
  private final Telemetry telemetry;
  private CatalogConfig.Start start;

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
    return database.inTransaction(CatalogProjection::positions);
  }

  @Override
  public void take(List<LogRecord> records) throws IOException {
    List<Delivery> understood = new ArrayList<>();
    for (LogRecord record : records) {
      decode(record, understood);
    }
    database.inTransaction(
        connection -> {
          waitForTurn(connection);
          Map<LogTail.Partition, Long> reached = positions(connection);
          EventRows rows = new EventRows(connection);
          for (Delivery delivery : understood) {
            if (delivery.origin().offset()
                >= reached.getOrDefault(partition(delivery.origin()), 0L)) {
              rows.take(delivery);
            }
          }
          advance(connection, records);
          return true;
        });
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

  /** Idempotency keys stay: the log knows nothing of them. */
  private void empty() throws IOException {
    database.inTransaction(
        connection -> {
          waitForTurn(connection);
          try (Statement delete = connection.createStatement()) {
            for (String table : TABLES) {
              delete.executeUpdate("delete from " + table);
            }
          }
          return true;
        });
  }

  private static void waitForTurn(Connection connection) throws SQLException {
    try (Statement lock = connection.createStatement();
        ResultSet row = lock.executeQuery("select id from projection_turn for update")) {
      row.next();
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
