package dev.nevus.eventlog;

import dev.nevus.event.Blame;
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
   * @param blame for the letter
   */
  record Failed(String why, Blame blame) implements Verdict {
    /** For reasons that nobody knows. */
    public Failed(String why) {
      this(why, Blame.UNKNOWN);
    }
  }

  Verdict DONE = new Done();
}
