package dev.nevus.standalone.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A JVM that trains for a little while, writes a line of JSON about it, and ends.
 *
 * @param name for progress
 * @param classPath of its own
 * @param environment beside what this process has
 * @param arguments its main class first
 */
public record Contestant(
    String name, String classPath, Map<String, String> environment, List<String> arguments) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final List<String> FLAGS = List.of("-XX:+UseSerialGC", "-Xmx1500m");

  /**
   * Runs it once.
   *
   * @throws IOException if it failed, with the end of what it said
   */
  public Measured measure() throws IOException, InterruptedException {
    Path said = Files.createTempFile("nevus-bench", ".log");
    try {
      Process process = builder(said).start();
      Thread atTheEnd = new Thread(process::destroyForcibly, "stop " + name);
      Runtime.getRuntime().addShutdownHook(atTheEnd);
      try {
        String result;
        try (InputStream out = process.getInputStream()) {
          result = new String(out.readAllBytes(), StandardCharsets.UTF_8);
        }
        int code = process.waitFor();
        if (code != 0) {
          throw new IOException(name + " ended with exit code " + code + ": " + end(said));
        }
        return JSON.readValue(lastLine(result), Measured.class);
      } finally {
        process.destroyForcibly();
        forget(atTheEnd);
      }
    } finally {
      Files.delete(said);
    }
  }

  private static void forget(Thread atTheEnd) {
    try {
      Runtime.getRuntime().removeShutdownHook(atTheEnd);
    } catch (IllegalStateException ending) {
      // The hook runs already, and finds the process gone.
    }
  }

  private ProcessBuilder builder(Path said) {
    List<String> line = new ArrayList<>();
    line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    line.addAll(FLAGS);
    line.addAll(arguments);
    ProcessBuilder builder = new ProcessBuilder(line).redirectError(said.toFile());
    // Set for one program, it would hold every engine to that program's number of threads.
    builder.environment().remove("OMP_NUM_THREADS");
    builder.environment().putAll(environment);
    // By the environment: native libraries have crashed on command lines as long as a class path.
    builder.environment().put("CLASSPATH", classPath);
    return builder;
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
