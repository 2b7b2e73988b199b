package dev.nevus.standalone.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.nevus.embedded.ForegroundChild;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * A JVM that trains for a little while, writes a line of JSON about it, and ends.
 *
 * @param name for progress
 */
public record Contestant(String name, ForegroundChild child) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration STOP_WITHIN = Duration.ofSeconds(5);

  /**
   * Runs it once.
   *
   * @throws IOException if it failed, with the end of what it said
   */
  public Measured measure() throws IOException, InterruptedException {
    Path said = Files.createTempFile("nevus-bench", ".log");
    try {
      ForegroundChild.Ended ended = child.capture(said, STOP_WITHIN);
      if (ended.exitCode() != 0) {
        throw new IOException(
            name + " ended with exit code " + ended.exitCode() + ": " + end(said));
      }
      return JSON.readValue(lastLine(ended.output()), Measured.class);
    } finally {
      Files.delete(said);
    }
  }

  private static String lastLine(String text) {
    String trimmed = text.stripTrailing();
    return trimmed.substring(trimmed.lastIndexOf('\n') + 1);
  }

  private static String end(Path said) throws IOException {
    List<String> lines = Files.readAllLines(said);
    return String.join("\n", lines.subList(Math.max(0, lines.size() - 10), lines.size()));
  }
}
