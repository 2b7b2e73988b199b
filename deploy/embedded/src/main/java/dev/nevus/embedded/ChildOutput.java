package dev.nevus.embedded;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;

/**
 * Copies what a child writes to its log for as long as it lives, and catches its {@code READY}
 * line.
 */
final class ChildOutput {
  private static final String READY = "READY ";

  private final CompletableFuture<String> ready = new CompletableFuture<>();

  private ChildOutput() {}

  /** The copying thread ends with the child. */
  static ChildOutput follow(Process process, ChildLog log, String name) {
    ChildOutput output = new ChildOutput();
    Thread copier = new Thread(() -> output.copy(process, log), "output of " + name);
    copier.setDaemon(true);
    copier.start();
    return output;
  }

  /** The rest of the line; fails when the output ends without one. */
  CompletableFuture<String> ready() {
    return ready;
  }

  private void copy(Process process, ChildLog log) {
    try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        log.append(line);
        if (line.startsWith(READY)) {
          ready.complete(line.substring(READY.length()).strip());
        }
      }
      ready.completeExceptionally(new IOException("the output ended"));
    } catch (IOException | UncheckedIOException broken) {
      ready.completeExceptionally(broken);
    }
  }
}
