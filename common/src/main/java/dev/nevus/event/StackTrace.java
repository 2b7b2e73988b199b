package dev.nevus.event;

import dev.nevus.store.Sha256;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where something broke, so short that equal faults can be put together by it. Made of names of
 * classes and methods alone: messages may hold content, and line numbers move with every build.
 *
 * @param digest of the exceptions and their frames, 12 hex digits
 * @param top the uppermost method of ours, for example {@code MakeMask.computed}; empty where none
 *     is known, as for exceptions that the JVM throws without a stack
 */
public record StackTrace(String digest, Optional<String> top) {
  private static final Pattern DIGEST = Pattern.compile("[0-9a-f]{12}");
  private static final Pattern TOP = Pattern.compile("[A-Za-z0-9_$.<>-]{1,200}");
  private static final String OURS = "dev.nevus.";
  private static final int DIGITS = 12;
  private static final int MOST_CAUSES = 16;

  /** Numbers that compilers and the JVM count up: another build has others. */
  private static final Pattern COUNTED = Pattern.compile("(?<=[$/])(?:0x)?[0-9a-f]*\\d[0-9a-f]*");

  /**
   * @throws IllegalArgumentException if one of both has another form
   */
  public StackTrace {
    if (!DIGEST.matcher(digest).matches()) {
      throw new IllegalArgumentException("a digest of a stack is 12 hex digits");
    }
    if (top.isPresent() && !TOP.matcher(top.get()).matches()) {
      throw new IllegalArgumentException("the uppermost method is a class and a method");
    }
  }

  /**
   * Of what was thrown.
   *
   * @param caughtIn frames of this class and below are left out: how work came there says nothing
   */
  public static StackTrace of(Throwable thrown, Class<?> caughtIn) {
    List<String> lines = new ArrayList<>();
    Optional<String> top = Optional.empty();
    Throwable cause = thrown;
    for (int depth = 0; cause != null && depth < MOST_CAUSES; depth++) {
      lines.add(cause.getClass().getName());
      for (StackTraceElement frame : cause.getStackTrace()) {
        if (frame.getClassName().equals(caughtIn.getName())) {
          break;
        }
        if (isGenerated(frame)) {
          continue;
        }
        lines.add(named(frame.getClassName() + "." + frame.getMethodName()));
        if (top.isEmpty() && frame.getClassName().startsWith(OURS)) {
          top = Optional.of(shown(frame)).filter(TOP.asMatchPredicate());
        }
      }
      cause = cause.getCause();
    }
    byte[] text = String.join("\n", lines).getBytes(StandardCharsets.UTF_8);
    return new StackTrace(Sha256.of(text).substring(0, DIGITS), top);
  }

  private static String shown(StackTraceElement frame) {
    String type = frame.getClassName();
    return named(type.substring(type.lastIndexOf('.') + 1) + "." + frame.getMethodName());
  }

  private static String named(String method) {
    return COUNTED.matcher(method).replaceAll("");
  }

  /** What the JVM puts in between, in other numbers from run to run. */
  private static boolean isGenerated(StackTraceElement frame) {
    return frame.getClassName().startsWith("jdk.internal.reflect.")
        || frame.getClassName().startsWith("java.lang.invoke.LambdaForm");
  }
}
