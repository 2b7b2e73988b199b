package dev.nevus.ingest.catalog;

import dev.nevus.image.ImageId;
import dev.nevus.store.Sha256;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * Which image a sender's idempotency key stands for, remembered for a day. Keys are kept as
 * digests: what a sender wrote does not matter, only whether it is the same. Safe for many threads.
 */
public final class IdempotencyKeys {
  /** How long a key is remembered. */
  public static final Duration KEPT = Duration.ofHours(24);

  private final Database database;
  private final Clock clock;

  public IdempotencyKeys(Database database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  /**
   * Binds the key to the image unless it is bound already; of several at once exactly one wins.
   *
   * @return the image that the key stands for now
   */
  public ImageId claim(String key, ImageId image) throws IOException {
    String digest = Sha256.of(key.getBytes(StandardCharsets.UTF_8));
    Instant now = clock.instant();
    return database.inTransaction(
        connection -> {
          forgetOlderThan(connection, now.minus(KEPT));
          bind(connection, digest, image, now);
          return bound(connection, digest);
        });
  }

  private static void forgetOlderThan(Connection connection, Instant oldest) throws SQLException {
    try (PreparedStatement delete =
        connection.prepareStatement("delete from idempotency_keys where at < ?")) {
      delete.setObject(1, Columns.time(oldest));
      delete.executeUpdate();
    }
  }

  private static void bind(Connection connection, String digest, ImageId image, Instant now)
      throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            "insert into idempotency_keys (key_sha256, image, at) values (?, ?, ?)"
                + " on conflict do nothing")) {
      insert.setString(1, digest);
      insert.setString(2, image.sha256());
      insert.setObject(3, Columns.time(now));
      insert.executeUpdate();
    }
  }

  private static ImageId bound(Connection connection, String digest) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement("select image from idempotency_keys where key_sha256 = ?")) {
      select.setString(1, digest);
      try (ResultSet rows = select.executeQuery()) {
        if (!rows.next()) {
          throw new SQLException("the key was forgotten while it was bound");
        }
        return new ImageId(rows.getString(1));
      }
    }
  }
}
