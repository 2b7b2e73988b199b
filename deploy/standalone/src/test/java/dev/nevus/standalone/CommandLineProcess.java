package dev.nevus.standalone;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.nevus.RealServers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * One command as a person or a script runs it, ended.
 *
 * @param results standard output
 * @param progress standard error
 */
public record CommandLineProcess(int exitCode, String results, String progress) {
  private static final int PATIENCE_SECONDS = 300;

  /** In this process's folder. */
  static CommandLineProcess run(Map<String, String> environment, String... arguments)
      throws IOException, InterruptedException {
    return run(Path.of("").toAbsolutePath(), environment, arguments);
  }

  /** In {@code folder}. */
  public static CommandLineProcess run(
      Path folder, Map<String, String> environment, String... arguments)
      throws IOException, InterruptedException {
    Path results = Files.createTempFile("results", ".txt");
    Path progress = Files.createTempFile("progress", ".txt");
    try {
      List<String> command = new ArrayList<>();
      command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
      command.add("-Dnevus.root=" + RealServers.root());
      command.add("dev.nevus.standalone.cli.Nevus");
      command.addAll(List.of(arguments));
      ProcessBuilder builder =
          new ProcessBuilder(command)
              .directory(folder.toFile())
              .redirectOutput(results.toFile())
              .redirectError(progress.toFile());
      builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
      builder.environment().putAll(environment);
      Process process = builder.start();
      try {
        boolean ended = process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
        assertThat(ended).as("%s ended; it said: %s", command, Files.readString(progress)).isTrue();
      } finally {
        process.destroyForcibly();
      }
      return new CommandLineProcess(
          process.exitValue(), Files.readString(results, UTF_8), Files.readString(progress, UTF_8));
    } finally {
      Files.delete(results);
      Files.delete(progress);
    }
  }

  /** The results, one JSON value to a line. */
  public List<JsonNode> json() throws IOException {
    List<JsonNode> values = new ArrayList<>();
    for (String line : results.lines().toList()) {
      values.add(new ObjectMapper().readTree(line));
    }
    return values;
  }
}
