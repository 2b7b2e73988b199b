package dev.nevus.ingest.catalog;

import dev.nevus.event.Correlation;
import dev.nevus.event.EventJson;
import dev.nevus.event.Urgency;
import dev.nevus.image.ImageId;
import dev.nevus.image.RefusedException;
import dev.nevus.mask.LesionMeasures;
import dev.nevus.model.ModelId;
import dev.nevus.store.ObjectKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What the log said about images so far. Trails the log by a moment, so an image that is missing
 * here may still have been accepted. Safe for many threads.
 */
public final class Catalog {
  // An image's state is derived at reading: nothing can contradict it, whatever the order of
  // events.
  private static final String IMAGES =
      """
      select * from (
        select i.*,
          case
            when exists (select 1 from masks m where m.image = i.image) then 'segmented'
            when exists (select 1 from dead_letters d where d.image = i.image) then 'dead-lettered'
            else 'accepted'
          end as state,
          (select count(*) from labels l
            where l.image = i.image and l.at is not null and l.withdrawn_at is null) as labels
        from images i) x
      """;

  private final Database database;

  public Catalog(Database database) {
    this.database = database;
  }

  /**
   * Which images to list.
   *
   * @param state only those in this state; all where empty
   * @param labelled only those with or without a label; both where empty
   * @param source only those of this source; all where empty
   * @param before only those older than this one; from the newest on where empty
   * @param limit at most so many
   */
  public record Query(
      Optional<ImageState> state,
      Optional<LabelState> labelled,
      Optional<String> source,
      Optional<ImageId> before,
      int limit) {
    /** The newest images. */
    public static Query newest(int limit) {
      return new Query(
          Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), limit);
    }
  }

  /** Everything known of an image, or empty where no event of it was seen. */
  public Optional<ImageEntry> find(ImageId image) throws IOException {
    return database.inTransaction(connection -> find(connection, image));
  }

  /** Images, the newest first, without their masks and dead letters. */
  public List<ImageEntry> list(Query query) throws IOException {
    return database.inTransaction(connection -> list(connection, query));
  }

  /** What older models segmented, and the champion did not. */
  public OutdatedImages outdated() {
    return new OutdatedImages(database);
  }

  /** Dead letters, those of no image, too. */
  public LetterCatalog letters() {
    return new LetterCatalog(database);
  }

  /** Returns if the database answers. */
  public void check() throws IOException {
    database.check();
  }

  private static Optional<ImageEntry> find(Connection connection, ImageId image)
      throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(IMAGES + " where x.image = ?")) {
      select.setString(1, image.sha256());
      try (ResultSet rows = select.executeQuery()) {
        if (!rows.next()) {
          return Optional.empty();
        }
        return Optional.of(entry(rows, masks(connection, image), deadLetter(connection, image)));
      }
    }
  }

  private static List<ImageEntry> list(Connection connection, Query query) throws SQLException {
    List<String> values = new ArrayList<>();
    StringBuilder where = new StringBuilder(" where 1 = 1");
    query
        .state()
        .ifPresent(
            state -> {
              where.append(" and x.state = ?");
              values.add(state.id());
            });
    query
        .labelled()
        .ifPresent(
            labelled ->
                where.append(
                    labelled == LabelState.LABELLED ? " and x.labels > 0" : " and x.labels = 0"));
    query
        .source()
        .ifPresent(
            source -> {
              where.append(" and x.source = ?");
              values.add(Columns.text(source));
            });
    query
        .before()
        .ifPresent(
            image -> {
              where.append(
                  " and (x.at, x.image) < (select y.at, y.image from images y where y.image = ?)");
              values.add(image.sha256());
            });
    String order = " order by x.at desc, x.image desc limit " + query.limit();
    List<ImageEntry> entries = new ArrayList<>();
    try (PreparedStatement select = connection.prepareStatement(IMAGES + where + order)) {
      for (int i = 0; i < values.size(); i++) {
        select.setString(i + 1, values.get(i));
      }
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          entries.add(entry(rows, List.of(), Optional.empty()));
        }
      }
    }
    return entries;
  }

  private static List<MaskEntry> masks(Connection connection, ImageId image) throws SQLException {
    List<MaskEntry> masks = new ArrayList<>();
    try (PreparedStatement select =
        connection.prepareStatement(
            """
            select * from masks where image = ?
            order by
              case when model = (select c.model from champions c order by c.number desc limit 1)
                then 0 else 1 end,
              at desc, model desc
            """)) {
      select.setString(1, image.sha256());
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          masks.add(mask(rows));
        }
      }
    }
    return masks;
  }

  private static Optional<DeadLetterEntry> deadLetter(Connection connection, ImageId image)
      throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            "select * from dead_letters where image = ? order by at desc, id desc limit 1")) {
      select.setString(1, image.sha256());
      try (ResultSet rows = select.executeQuery()) {
        return rows.next() ? Optional.of(deadLetter(rows)) : Optional.empty();
      }
    }
  }

  private static ImageEntry entry(
      ResultSet row, List<MaskEntry> masks, Optional<DeadLetterEntry> deadLetter)
      throws SQLException {
    Optional<String> mediaType = Columns.text(row, "media_type");
    return new ImageEntry(
        new ImageId(row.getString("image")),
        ImageState.of(row.getString("state")).orElseThrow(),
        Columns.time(row, "at"),
        mediaType.isPresent() ? Optional.of(original(row, mediaType.get())) : Optional.empty(),
        masks,
        row.getInt("labels"),
        deadLetter);
  }

  private static ImageEntry.Original original(ResultSet row, String mediaType) throws SQLException {
    return new ImageEntry.Original(
        mediaType,
        row.getLong("bytes"),
        row.getInt("width"),
        row.getInt("height"),
        Columns.metadata(row),
        Columns.text(row, "urgency").map(Urgency::valueOf).orElse(Urgency.LIVE),
        new Correlation(
            Columns.text(row, "correlation_id"),
            Columns.text(row, "sender_id"),
            Columns.text(row, "traceparent")));
  }

  private static MaskEntry mask(ResultSet row) throws SQLException {
    return new MaskEntry(
        new ModelId(row.getString("model")),
        new ObjectKey(row.getString("mask_key")),
        row.getInt("width"),
        row.getInt("height"),
        measures(row),
        row.getString("worker"),
        Columns.time(row, "at"));
  }

  private static LesionMeasures measures(ResultSet row) throws SQLException {
    try {
      return EventJson.fromJson(
          row.getString("measures").getBytes(StandardCharsets.UTF_8), LesionMeasures.class);
    } catch (RefusedException e) {
      throw new SQLException("a row of masks holds measures that cannot be read", e);
    }
  }

  private static DeadLetterEntry deadLetter(ResultSet row) throws SQLException {
    Instant at = Columns.time(row, "at");
    return new DeadLetterEntry(
        row.getString("code"), row.getString("detail"), row.getInt("attempts"), at);
  }
}
