package dev.nevus.deadletter;

import dev.nevus.event.DeadLetterDecided;
import dev.nevus.event.Origin;
import java.util.Optional;

/** What the desk says to a wish. */
public sealed interface Answer {
  /**
   * It is done, and on the log.
   *
   * @param letter as it is now
   * @param decision what was told
   * @param record where the new record stands, with a replay
   * @param source where its bytes came from, with a replay
   */
  record Decided(
      Letter letter,
      DeadLetterDecided decision,
      Optional<Origin> record,
      Optional<Original.Source> source)
      implements Answer {}

  /**
   * It is not done, and will not be if asked again the same way.
   *
   * @param detail one sentence for a person
   */
  record Refused(Code code, String detail) implements Answer {}

  /** Why the desk refuses. Codes may be added, none ever changes its meaning. */
  enum Code {
    /** It was dropped: whoever means it has to say so. */
    LETTER_DROPPED("letter-dropped"),
    /** Neither the log nor the store has what it is about. */
    RECORD_GONE("record-gone");

    private final String id;

    Code(String id) {
      this.id = id;
    }

    /** The code as programs read it. */
    public String id() {
      return id;
    }
  }
}
