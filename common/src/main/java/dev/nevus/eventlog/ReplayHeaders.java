package dev.nevus.eventlog;

import dev.nevus.event.Origin;
import dev.nevus.event.Replay;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** How a record says that it is the second chance of a dead letter. */
public final class ReplayHeaders {
  /** The letter's id. */
  public static final String OF = "nevus-replay-of";

  /** How many chances that makes. */
  public static final String NUMBER = "nevus-replay-number";

  private ReplayHeaders() {}

  /** What a record says; empty for a record that says nothing, or something of another form. */
  public static Optional<Replay> of(LogRecord record) {
    Optional<Origin> origin = record.header(OF).flatMap(Origin::parse);
    Optional<Integer> number =
        record.header(NUMBER).filter(text -> text.matches("[1-9]\\d{0,8}")).map(Integer::valueOf);
    return origin.isPresent() && number.isPresent()
        ? Optional.of(new Replay(origin.get(), number.get()))
        : Optional.empty();
  }

  /** The same headers, saying this and nothing else of a replay. */
  public static Map<String, byte[]> with(Map<String, byte[]> headers, Replay replay) {
    Map<String, byte[]> with = new TreeMap<>(headers);
    with.put(OF, replay.of().toString().getBytes(StandardCharsets.UTF_8));
    with.put(NUMBER, Integer.toString(replay.number()).getBytes(StandardCharsets.UTF_8));
    return with;
  }
}
