package dev.nevus.standalone;

import java.nio.file.Path;
import java.time.Duration;

/** Hears what happens to a supervisor's parts, on several threads. */
public interface Progress {
  /**
   * @param took from the start of the process until others may use it
   */
  void ready(String part, String address, Duration took);

  /** A part that should be running has ended; it is started again after {@code pause}. */
  void ended(String part, int exitCode, Path log, Duration pause);

  /** A part could not be started again; the next try follows after {@code pause}. */
  void notStarted(String part, String reason, Duration pause);

  /** A part was stopped because all are. */
  void stopped(String part, int exitCode);
}
