package dev.nevus.ingest.catalog;

import dev.nevus.event.ImageMetadata;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.OptionalDouble;

/** How values become columns and columns values, alike on H2 and PostgreSQL. */
final class Columns {
  private Columns() {}

  /** To the microsecond, as the columns keep it: the databases would round, and differently. */
  static OffsetDateTime time(Instant at) {
    return at.truncatedTo(ChronoUnit.MICROS).atOffset(ZoneOffset.UTC);
  }

  static Instant time(ResultSet row, String column) throws SQLException {
    return row.getObject(column, OffsetDateTime.class).toInstant();
  }

  /** PostgreSQL takes no NUL in a text, and one bad text must not stop the reading of the log. */
  static String text(String value) {
    return value.replace("\0", "");
  }

  static void text(PreparedStatement statement, int index, Optional<String> value)
      throws SQLException {
    if (value.isPresent()) {
      statement.setString(index, text(value.get()));
    } else {
      statement.setNull(index, Types.VARCHAR);
    }
  }

  static Optional<String> text(ResultSet row, String column) throws SQLException {
    return Optional.ofNullable(row.getString(column));
  }

  /** What the sender of an image said, out of a row of images. */
  static ImageMetadata metadata(ResultSet row) throws SQLException {
    return new ImageMetadata(
        text(row, "patient"),
        text(row, "lesion"),
        text(row, "body_site"),
        number(row, "pixel_spacing_mm"),
        text(row, "source"));
  }

  static void number(PreparedStatement statement, int index, OptionalDouble value)
      throws SQLException {
    if (value.isPresent()) {
      statement.setDouble(index, value.getAsDouble());
    } else {
      statement.setNull(index, Types.DOUBLE);
    }
  }

  static OptionalDouble number(ResultSet row, String column) throws SQLException {
    double value = row.getDouble(column);
    return row.wasNull() ? OptionalDouble.empty() : OptionalDouble.of(value);
  }
}
