package dev.nevus.ingest.catalog;

import dev.nevus.deadletter.Letter;
import dev.nevus.deadletter.LetterFilter;
import dev.nevus.deadletter.LetterState;
import dev.nevus.event.Correlation;
import dev.nevus.event.DeadLetterDecided;
import dev.nevus.event.DeadLetterDecided.Decision;
import dev.nevus.event.DeadLettered;
import dev.nevus.event.Fault;
import dev.nevus.event.Origin;
import dev.nevus.event.Replay;
import dev.nevus.event.StackTrace;
import dev.nevus.image.ImageId;
import dev.nevus.store.ObjectKey;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What the log said about dead letters so far, as {@link dev.nevus.deadletter.Letters} reads it.
 * Trails the log by a moment. Safe for many threads.
 */
public final class LetterCatalog {
  // Derived at reading, as an image's state. Of a record that was given up twice the last letter
  // counts. A request is for another mask than the one that is there.
  private static final String LETTERS =
      """
      select * from (
        select d.*,
          case
            when exists (select 1 from masks m where m.image = d.subject
              and (d.origin not like 'nevus.segmentations.requested-%' or m.at >= d.at))
              then 'overtaken'
            else coalesce(
              (select v.decision from dead_letter_decisions v where v.origin = d.origin
                order by v.at desc, v.id desc limit 1),
              'open')
          end as state
        from dead_letters d
        where not exists (select 1 from dead_letters e
          where e.origin = d.origin and (e.at, e.id) > (d.at, d.id))) x
      """;

  private static final String NEWEST_FIRST = " order by x.at desc, x.origin desc";

  private final Database database;

  LetterCatalog(Database database) {
    this.database = database;
  }

  /**
   * Letters, the newest first.
   *
   * @param before only those older than this one; from the newest on where empty
   * @param limit at most so many
   */
  public List<Letter> list(LetterFilter filter, Optional<Origin> before, int limit)
      throws IOException {
    Where where = new Where();
    filter.state().ifPresent(state -> where.and("x.state = ?", state.word()));
    filter.fault().ifPresent(fault -> where.and("x.fault = ?", fault.word()));
    filter.code().ifPresent(code -> where.and("x.code = ?", Columns.text(code)));
    filter.topic().ifPresent(topic -> where.and("x.origin like ?", topic + "-%"));
    filter.image().ifPresent(image -> where.and("x.subject = ?", image.sha256()));
    filter.since().ifPresent(since -> where.and("x.at >= ?", Columns.time(since)));
    before.ifPresent(
        id ->
            where.and(
                "(x.at, x.origin) < (select max(y.at), y.origin from dead_letters y"
                    + " where y.origin = ? group by y.origin)",
                id.toString()));
    return database.inTransaction(
        connection -> letters(connection, where, NEWEST_FIRST + " limit " + limit));
  }

  /** The letter of this id. */
  public Optional<Letter> find(Origin id) throws IOException {
    Where where = new Where();
    where.and("x.origin = ?", id.toString());
    return database.inTransaction(
        connection -> letters(connection, where, "").stream().findFirst());
  }

  /** Ids of the letters that came of this one's replays, the oldest first. */
  public List<Origin> after(Origin id) throws IOException {
    Where where = new Where();
    where.and("x.replay_of = ?", id.toString());
    return database.inTransaction(
        connection ->
            letters(connection, where, " order by x.at, x.origin").stream()
                .map(Letter::id)
                .toList());
  }

  /** How many letters there are, by state and fault; what there is none of is left out. */
  public Map<LetterState, Map<Fault, Long>> counts() throws IOException {
    return database.inTransaction(
        connection -> {
          Map<LetterState, Map<Fault, Long>> counts = new TreeMap<>();
          String sql =
              "select z.state, z.fault, count(*) as n from ("
                  + LETTERS
                  + ") z group by z.state, z.fault";
          try (Statement select = connection.createStatement();
              ResultSet rows = select.executeQuery(sql)) {
            while (rows.next()) {
              counts
                  .computeIfAbsent(state(rows), state -> new TreeMap<>())
                  .merge(
                      Columns.text(rows, "fault").map(Fault::of).orElse(Fault.UNKNOWN),
                      rows.getLong("n"),
                      Long::sum);
            }
          }
          return counts;
        });
  }

  private static List<Letter> letters(Connection connection, Where where, String end)
      throws SQLException {
    List<Letter> letters = new ArrayList<>();
    try (PreparedStatement select = connection.prepareStatement(LETTERS + where.text() + end)) {
      where.bind(select);
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          // Whoever tells of a place that no log has must not hide the other letters.
          Optional<Origin> id = Origin.parse(rows.getString("origin"));
          if (id.isPresent()) {
            letters.add(letter(connection, id.get(), rows));
          }
        }
      }
    }
    return letters;
  }

  private static Letter letter(Connection connection, Origin id, ResultSet row)
      throws SQLException {
    DeadLettered fact = fact(id, row);
    return new Letter(
        fact,
        new Correlation(
            Columns.text(row, "correlation_id"),
            Columns.text(row, "sender_id"),
            Columns.text(row, "traceparent")),
        decisions(connection, fact),
        state(row) == LetterState.OVERTAKEN);
  }

  private static DeadLettered fact(Origin id, ResultSet row) throws SQLException {
    Optional<String> top = Columns.text(row, "broke_in");
    int replay = row.getInt("replay_number");
    return new DeadLettered(
        Columns.text(row, "image").map(ImageId::new),
        row.getString("code"),
        row.getString("detail"),
        id,
        row.getInt("attempts"),
        Columns.text(row, "content").map(ObjectKey::new),
        Columns.text(row, "fault").map(Fault::of),
        Columns.text(row, "stack").map(digest -> new StackTrace(digest, top)),
        Columns.text(row, "replay_of").flatMap(Origin::parse).map(of -> new Replay(of, replay)),
        Columns.time(row, "at"));
  }

  private static List<DeadLetterDecided> decisions(Connection connection, DeadLettered letter)
      throws SQLException {
    List<DeadLetterDecided> decisions = new ArrayList<>();
    try (PreparedStatement select =
        connection.prepareStatement(
            "select * from dead_letter_decisions where origin = ? order by at, id")) {
      select.setString(1, letter.origin().toString());
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          int replay = rows.getInt("replay");
          Instant at = Columns.time(rows, "at");
          decisions.add(
              new DeadLetterDecided(
                  letter.origin(),
                  letter.image(),
                  Decision.valueOf(rows.getString("decision").toUpperCase(Locale.ROOT)),
                  rows.getString("made_by"),
                  rows.getString("reason"),
                  replay == 0 ? Optional.empty() : Optional.of(replay),
                  at));
        }
      }
    }
    return decisions;
  }

  private static LetterState state(ResultSet row) throws SQLException {
    return LetterState.named(row.getString("state")).orElseThrow();
  }

  /** Conditions and their values. */
  private static final class Where {
    private final StringBuilder conditions = new StringBuilder(" where 1 = 1");
    private final List<Object> values = new ArrayList<>();

    void and(String condition, Object value) {
      conditions.append(" and ").append(condition);
      values.add(value);
    }

    String text() {
      return conditions.toString();
    }

    void bind(PreparedStatement statement) throws SQLException {
      for (int i = 0; i < values.size(); i++) {
        statement.setObject(i + 1, values.get(i));
      }
    }
  }
}
