package dev.nevus.standalone.bench.pipeline;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;

/**
 * Some processes that get no time until this is closed. A shell holds them, and lets them go when
 * its standard input ends: so they go on however this process ends, killed even. For one thread.
 */
final class Freeze implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final String HELD = "held";

  // Ctrl-C reaches every process of a terminal: the shell must outlive it.
  private static final String SCRIPT =
      "trap '' INT TERM HUP; kill -STOP \"$@\" && echo "
          + HELD
          + "; read -r line; kill -CONT \"$@\"";

  private final Process shell;

  private Freeze(Process shell) {
    this.shell = shell;
  }

  /**
   * Returns when all are held.
   *
   * @throws IOException if one cannot be held; then none is
   */
  static Freeze of(List<Long> processes) throws IOException {
    List<String> command = new ArrayList<>(List.of("sh", "-c", SCRIPT, "sh"));
    processes.forEach(pid -> command.add(Long.toString(pid)));
    Freeze freeze = new Freeze(new ProcessBuilder(command).redirectErrorStream(true).start());
    boolean isHeld = false;
    try {
      String said = freeze.firstLine();
      if (!said.equals(HELD)) {
        throw new IOException("processes cannot be held: " + said);
      }
      isHeld = true;
      return freeze;
    } finally {
      if (!isHeld) {
        freeze.end();
      }
    }
  }

  private String firstLine() throws IOException {
    BufferedReader said = shell.inputReader(StandardCharsets.UTF_8);
    String line = said.readLine();
    return line == null ? "" : line;
  }

  /**
   * Lets all go on; returns when they do.
   *
   * @throws IOException if one could not be told so
   */
  @Override
  public void close() throws IOException {
    int exitCode = end();
    if (exitCode != 0) {
      throw new IOException("a process that was held is gone, or does not go on: " + exitCode);
    }
  }

  /** Not cut short by an interrupt: whoever is held would be held on. */
  private int end() throws IOException {
    shell.getOutputStream().close();
    try {
      return shell
          .onExit()
          .orTimeout(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
          .join()
          .exitValue();
    } catch (CompletionException late) {
      throw new IOException("processes are still held", late);
    }
  }
}
