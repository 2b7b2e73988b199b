package dev.nevus.standalone.doctor;

/**
 * One thing that was looked at.
 *
 * @param remedy how to get what is not there; empty where all is well
 */
public record Finding(String name, Level level, String found, String remedy) {
  /** How bad it is. */
  public enum Level {
    OK,
    /** Nevus runs, but not as well as it could. */
    WARN,
    /** Nevus does not run. */
    MISSING
  }

  static Finding ok(String name, String found) {
    return new Finding(name, Level.OK, found, "");
  }

  /** {@code OK} where {@code holds}; otherwise this level and this remedy. */
  static Finding of(String name, boolean holds, String found, Level otherwise, String remedy) {
    return holds ? ok(name, found) : new Finding(name, otherwise, found, remedy);
  }
}
