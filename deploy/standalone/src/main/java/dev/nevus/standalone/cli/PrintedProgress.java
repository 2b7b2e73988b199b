package dev.nevus.standalone.cli;

import dev.nevus.standalone.Progress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Consumer;

/** Addresses are results; whatever goes wrong is progress. */
final class PrintedProgress implements Progress {
  private final Console console;
  private final Consumer<Ready> readiness;

  private PrintedProgress(Console console, Consumer<Ready> readiness) {
    this.console = console;
    this.readiness = readiness;
  }

  /** For a command whose result is what runs where. */
  static PrintedProgress asResult(Console console, boolean json) {
    return new PrintedProgress(
        console,
        ready -> {
          if (json) {
            console.json(ready);
          } else {
            console.result(ready.line());
          }
        });
  }

  /** For a command whose result is something else. */
  static PrintedProgress aside(Console console) {
    return new PrintedProgress(console, ready -> console.progress(ready.line()));
  }

  private record Ready(String part, String address, long millis) {
    String line() {
      return "%-10s %s".formatted(part, address);
    }
  }

  @Override
  public void ready(String part, String address, Duration took) {
    readiness.accept(new Ready(part, address, took.toMillis()));
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
