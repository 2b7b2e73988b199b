package dev.nevus.event;

import dev.nevus.image.Refusal.Code;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.TimeoutException;

/**
 * What kind of thing was to blame for a dead letter: says who has to look. Kinds may be added, none
 * ever changes its meaning.
 */
public enum Fault {
  /** The record itself: the same bytes are refused again. Its sender has to look. */
  BAD_INPUT("bad-input"),
  /** The model, or the engine that runs it. */
  MODEL("model"),
  /** Something that the log speaks of is not in the store. */
  STORE("store"),
  /** It took longer than it may. */
  TIMEOUT("timeout"),
  /** The process died under it, or had no memory for it: the next one may die as well. */
  CRASH("crash"),
  /** A defect of ours that nobody has looked at. */
  UNKNOWN("unknown");

  private static final int DEEPEST = 16;

  private final String word;

  Fault(String word) {
    this.word = word;
  }

  /** The kind as it stands in events, figures and commands: lower case, hyphens. */
  public String word() {
    return word;
  }

  /** The kind with this {@link #word()}; for input that may be anything. */
  public static Optional<Fault> named(String word) {
    return Arrays.stream(values()).filter(fault -> fault.word.equals(word)).findFirst();
  }

  /** The same, {@link #UNKNOWN} for a kind that a newer version wrote. */
  public static Fault of(String word) {
    return named(word).orElse(UNKNOWN);
  }

  /**
   * What a code says of it, for letters of versions that told no more.
   *
   * @param code {@link Code#id()}
   */
  public static Fault ofCode(String code) {
    for (Code known : Code.values()) {
      if (known.id().equals(code)) {
        return of(known);
      }
    }
    return UNKNOWN;
  }

  /** What a code says of it. */
  public static Fault of(Code code) {
    return switch (code) {
      case OBJECT_MISSING -> STORE;
      case MODEL_UNVERIFIED -> MODEL;
      case ATTEMPTS_EXHAUSTED -> UNKNOWN;
      default -> BAD_INPUT;
    };
  }

  /**
   * What was thrown says of it. No memory for one image counts as a crash: what helps is the same
   * as where the process died of it.
   */
  static Fault of(Throwable thrown) {
    Throwable cause = thrown;
    for (int depth = 0; cause != null && depth < DEEPEST; depth++) {
      if (cause instanceof OutOfMemoryError) {
        return CRASH;
      }
      if (cause instanceof TimeoutException) {
        return TIMEOUT;
      }
      cause = cause.getCause();
    }
    return UNKNOWN;
  }

  @Override
  public String toString() {
    return word;
  }
}
