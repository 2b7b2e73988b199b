package dev.nevus.trainer.cli;

import java.io.PrintStream;

/**
 * What a command says: results on one stream, for programs too, and progress on the other, for
 * people. Safe for many threads.
 */
public final class Console {
  private final PrintStream results;
  private final PrintStream progress;

  public Console(PrintStream results, PrintStream progress) {
    this.results = results;
    this.progress = progress;
  }

  /** Some lines of result. */
  public void result(String text) {
    results.println(text);
    results.flush();
  }

  /** A line about how it goes, never part of the result. */
  public void progress(String line) {
    progress.println(line);
  }

  PrintStream progressStream() {
    return progress;
  }
}
