package dev.nevus.ingest.catalog;

import dev.nevus.event.ImageMetadata;
import dev.nevus.image.ImageId;
import dev.nevus.model.ModelId;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Images that have masks, but none of the champion. Trails the log by a moment, so that an image
 * may be told here whose new mask is just there. Safe for many threads.
 */
public final class OutdatedImages {
  // Only images whose own event was read: without it nobody knows what their sender said.
  private static final String STORED = "select %s from images i where i.media_type is not null";
  private static final String HAS_MASK =
      " and exists (select 1 from masks m where m.image = i.image)";
  private static final String HAS_MASK_OF =
      " exists (select 1 from masks c where c.image = i.image and c.model = ?)";
  private static final String SHOWN =
      " and (select m.model from masks m where m.image = i.image"
          + " order by m.at desc, m.model desc limit 1) = ?";

  private final Database database;

  OutdatedImages(Database database) {
    this.database = database;
  }

  /**
   * Which images.
   *
   * @param champion the model whose mask they lack
   * @param model only those whose shown mask it made
   * @param since only those stored at this moment or later
   */
  public record Wanted(ModelId champion, Optional<ModelId> model, Optional<Instant> since) {}

  /**
   * An image without a mask of the champion.
   *
   * @param at when it was stored
   * @param metadata what its sender said
   */
  public record Outdated(ImageId image, Instant at, ImageMetadata metadata) {}

  /**
   * The newest first.
   *
   * @param after only those older than this one
   * @param limit at most so many
   */
  public List<Outdated> page(Wanted wanted, Optional<Outdated> after, int limit)
      throws IOException {
    StringBuilder sql = new StringBuilder(STORED.formatted("i.*")).append(HAS_MASK);
    List<Object> values = new ArrayList<>();
    sql.append(" and not").append(HAS_MASK_OF);
    values.add(wanted.champion().value());
    if (wanted.model().isPresent()) {
      sql.append(SHOWN);
      values.add(wanted.model().get().value());
    }
    addSince(wanted, sql, values);
    if (after.isPresent()) {
      sql.append(" and (i.at < ? or (i.at = ? and i.image < ?))");
      values.add(Columns.time(after.get().at()));
      values.add(Columns.time(after.get().at()));
      values.add(after.get().image().sha256());
    }
    sql.append(" order by i.at desc, i.image desc limit ").append(limit);
    return database.inTransaction(connection -> outdated(connection, sql.toString(), values));
  }

  /** How many have a mask of the champion already, of those that a model segmented before. */
  public int upToDate(Wanted wanted) throws IOException {
    StringBuilder sql = new StringBuilder(STORED.formatted("count(*)"));
    List<Object> values = new ArrayList<>();
    sql.append(" and").append(HAS_MASK_OF);
    values.add(wanted.champion().value());
    if (wanted.model().isPresent()) {
      sql.append(" and").append(HAS_MASK_OF);
      values.add(wanted.model().get().value());
    }
    addSince(wanted, sql, values);
    return database.inTransaction(
        connection -> {
          try (PreparedStatement select = statement(connection, sql.toString(), values);
              ResultSet rows = select.executeQuery()) {
            rows.next();
            return rows.getInt(1);
          }
        });
  }

  private static void addSince(Wanted wanted, StringBuilder sql, List<Object> values) {
    if (wanted.since().isPresent()) {
      sql.append(" and i.at >= ?");
      values.add(Columns.time(wanted.since().get()));
    }
  }

  private static List<Outdated> outdated(Connection connection, String sql, List<Object> values)
      throws SQLException {
    List<Outdated> found = new ArrayList<>();
    try (PreparedStatement select = statement(connection, sql, values);
        ResultSet rows = select.executeQuery()) {
      while (rows.next()) {
        found.add(
            new Outdated(
                new ImageId(rows.getString("image")),
                Columns.time(rows, "at"),
                Columns.metadata(rows)));
      }
    }
    return found;
  }

  private static PreparedStatement statement(Connection connection, String sql, List<Object> values)
      throws SQLException {
    PreparedStatement statement = connection.prepareStatement(sql);
    for (int i = 0; i < values.size(); i++) {
      statement.setObject(i + 1, values.get(i));
    }
    return statement;
  }
}
