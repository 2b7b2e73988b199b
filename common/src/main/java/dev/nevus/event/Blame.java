package dev.nevus.event;

import dev.nevus.image.Refusal;
import java.util.Optional;

/**
 * What was to blame that work failed.
 *
 * @param fault what kind of thing
 * @param trace where it broke, where something was thrown
 */
public record Blame(Fault fault, Optional<StackTrace> trace) {
  /** Nothing is known. */
  public static final Blame UNKNOWN = of(Fault.UNKNOWN);

  /** A kind of thing, without a stack. */
  public static Blame of(Fault fault) {
    return new Blame(fault, Optional.empty());
  }

  /** What a refusal says of it. */
  public static Blame of(Refusal refusal) {
    return of(Fault.of(refusal.code()));
  }

  /**
   * What was thrown says of it.
   *
   * @param caughtIn as in {@link StackTrace#of}
   */
  public static Blame of(Throwable thrown, Class<?> caughtIn) {
    return of(Fault.of(thrown), thrown, caughtIn);
  }

  /** The same where it is known what kind of thing is to blame. */
  public static Blame of(Fault fault, Throwable thrown, Class<?> caughtIn) {
    return new Blame(fault, Optional.of(StackTrace.of(thrown, caughtIn)));
  }
}
