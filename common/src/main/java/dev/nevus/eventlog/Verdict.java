package dev.nevus.eventlog;

import dev.nevus.image.Refusal;

/** What a handler says about a delivery that it is through with. */
public sealed interface Verdict {
  /** Its effects are durable. */
  record Done() implements Verdict {}

  /** It can never succeed: it becomes a dead letter with this reason. */
  record Rejected(Refusal refusal) implements Verdict {}

  /**
   * It failed by itself, another attempt may succeed; past its budget of attempts it becomes a dead
   * letter.
   *
   * @param why for the log, without content
   */
  record Failed(String why) implements Verdict {}

  Verdict DONE = new Done();
}
