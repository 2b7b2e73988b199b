package dev.nevus.standalone.cli;

import dev.nevus.standalone.Progress;
import java.nio.file.Path;
import java.time.Duration;

/** Addresses are results; whatever goes wrong is progress. */
final class PrintedProgress implements Progress {
  private final Console console;
  private final boolean json;

  PrintedProgress(Console console, boolean json) {
    this.console = console;
    this.json = json;
  }

  private record Ready(String part, String address, long millis) {}

  @Override
  public void ready(String part, String address, Duration took) {
    if (json) {
      console.json(new Ready(part, address, took.toMillis()));
    } else {
      console.result("%-10s %s".formatted(part, address));
    }
  }

  @Override
  public void ended(String part, int exitCode, Path log, Duration pause) {
    console.progress(
        part
            + " ended with exit code "
            + exitCode
            + "; see "
            + log
            + "; starting it again in "
            + seconds(pause));
  }

  @Override
  public void notStarted(String part, String reason, Duration pause) {
    console.progress(part + " did not start: " + reason + "; trying again in " + seconds(pause));
  }

  @Override
  public void stopped(String part, int exitCode) {
    console.progress(part + " stopped");
  }

  private static String seconds(Duration duration) {
    return "%.1f s".formatted(duration.toMillis() / 1000.0);
  }
}
