package dev.nevus.standalone.faults;

import java.time.Duration;

/** What a connection through a {@link FaultyLink} suffers. */
sealed interface Fault {
  /** Nothing. */
  Fault NONE = new Latency(Duration.ZERO);

  /** Each piece arrives so much later, in both directions. */
  record Latency(Duration delay) implements Fault {}

  /** No more bytes a second than this, in each direction. */
  record Bandwidth(int bytesPerSecond) implements Fault {}

  /**
   * A connection is reset once so many further bytes have passed, counted over both directions; new
   * ones too.
   */
  record Reset(int afterBytes) implements Fault {}

  /** The far end is gone, and the near end was not told. */
  record HalfOpen() implements Fault {}

  /** Nothing passes in either direction; nothing is closed, and new connections open. */
  record BlackHole() implements Fault {}

  /**
   * A request passes and is done; instead of its answer the connection is reset.
   *
   * @param request how requests begin that are not answered, {@code PUT} for example; empty for all
   */
  record LostReply(String request) implements Fault {}

  /**
   * Requests do not pass; each gets this answer.
   *
   * @param status of HTTP, with its words: {@code 503 Slow Down}
   */
  record Answer(String status) implements Fault {}
}
