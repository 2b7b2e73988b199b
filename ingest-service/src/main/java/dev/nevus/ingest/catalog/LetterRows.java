package dev.nevus.ingest.catalog;

import dev.nevus.deadletter.Letter;
import dev.nevus.event.Correlation;
import dev.nevus.event.DeadLetterDecided;
import dev.nevus.event.DeadLettered;
import dev.nevus.event.Origin;
import dev.nevus.event.Replay;
import dev.nevus.event.StackTrace;
import dev.nevus.image.ImageId;
import dev.nevus.store.ObjectKey;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.util.Locale;
import java.util.Optional;

/** Dead letters and decisions on them as rows; every statement may be repeated. */
final class LetterRows {
  private final Connection connection;

  LetterRows(Connection connection) {
    this.connection = connection;
  }

  void store(DeadLettered fact, Correlation correlation) throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            """
            insert into dead_letters (id, image, code, detail, origin, attempts, at)
            values (?, ?, ?, ?, ?, ?, ?) on conflict do nothing
            """)) {
      insert.setString(1, Columns.text(fact.id()));
      Columns.text(insert, 2, fact.image().map(ImageId::sha256));
      insert.setString(3, Columns.text(fact.code()));
      insert.setString(4, Columns.text(fact.detail()));
      insert.setString(5, Columns.text(fact.origin().toString()));
      insert.setInt(6, fact.attempts());
      insert.setObject(7, Columns.time(fact.at()));
      insert.executeUpdate();
    }
    complete(fact, correlation);
  }

  /** Also a row that an older version left. */
  private void complete(DeadLettered fact, Correlation correlation) throws SQLException {
    try (PreparedStatement update =
        connection.prepareStatement(
            """
            update dead_letters set fault = ?, stack = ?, broke_in = ?, content = ?, subject = ?,
              replay_of = ?, replay_number = ?, correlation_id = ?, sender_id = ?, traceparent = ?
            where id = ?
            """)) {
      update.setString(1, fact.blamed().word());
      Columns.text(update, 2, fact.trace().map(StackTrace::digest));
      Columns.text(update, 3, fact.trace().flatMap(StackTrace::top));
      Columns.text(update, 4, fact.content().map(ObjectKey::path));
      Columns.text(update, 5, Letter.imageOf(fact).map(ImageId::sha256));
      Columns.text(update, 6, fact.replay().map(Replay::of).map(Origin::toString));
      number(update, 7, fact.replay().map(Replay::number));
      Columns.text(update, 8, correlation.correlationId());
      Columns.text(update, 9, correlation.senderId());
      Columns.text(update, 10, correlation.traceparent());
      update.setString(11, Columns.text(fact.id()));
      update.executeUpdate();
    }
  }

  void store(DeadLetterDecided fact) throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            """
            insert into dead_letter_decisions (id, origin, decision, made_by, reason, replay, at)
            values (?, ?, ?, ?, ?, ?, ?) on conflict do nothing
            """)) {
      insert.setString(1, Columns.text(fact.id()));
      insert.setString(2, Columns.text(fact.origin().toString()));
      insert.setString(3, word(fact.decision()));
      insert.setString(4, Columns.text(fact.by()));
      insert.setString(5, Columns.text(fact.reason()));
      number(insert, 6, fact.replay());
      insert.setObject(7, Columns.time(fact.at()));
      insert.executeUpdate();
    }
  }

  /** As the state that it makes, see {@link dev.nevus.deadletter.LetterState#word}. */
  static String word(DeadLetterDecided.Decision decision) {
    return decision.name().toLowerCase(Locale.ROOT);
  }

  private static void number(PreparedStatement statement, int index, Optional<Integer> value)
      throws SQLException {
    if (value.isPresent()) {
      statement.setInt(index, value.get());
    } else {
      statement.setNull(index, Types.INTEGER);
    }
  }
}
