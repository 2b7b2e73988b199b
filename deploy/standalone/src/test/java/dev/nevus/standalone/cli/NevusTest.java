package dev.nevus.standalone.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.nevus.standalone.DataFolder;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class NevusTest {
  private final Path root;
  private final ByteArrayOutputStream results = new ByteArrayOutputStream();
  private final ByteArrayOutputStream progress = new ByteArrayOutputStream();

  NevusTest(@TempDir Path root) {
    this.root = root;
  }

  @Test
  void doctorWritesALineForEachThing() {
    int exitCode = run("doctor");

    assertThat(exitCode).isBetween(0, 1);
    assertThat(results.toString(UTF_8))
        .contains("JDK", "Maven", "processor", root.resolve(".nevus").toString());
  }

  @Test
  void doctorWritesJson() throws Exception {
    run("doctor", "--json", "--data", root.resolve("elsewhere").toString());

    for (String line : results.toString(UTF_8).lines().toList()) {
      assertThat(new ObjectMapper().readTree(line).path("level").asText())
          .isIn("OK", "WARN", "MISSING");
    }
    assertThat(progress.size()).isZero();
  }

  @Test
  void whatIsNotUnderstoodIsTwo() {
    assertThat(run("fly")).isEqualTo(2);
    assertThat(run("up", "--workers", "many")).isEqualTo(2);
    assertThat(run("up", "--workers", "99")).isEqualTo(2);
    assertThat(results.size()).isZero();
  }

  @Test
  void upOnAFolderInUseFails() throws Exception {
    try (DataFolder held = DataFolder.take(root.resolve("data"))) {
      int exitCode = run("up", "--data", held.path().toString());

      assertThat(exitCode).isEqualTo(1);
      assertThat(progress.toString(UTF_8))
          .startsWith("nevus up: ")
          .contains("is in use by another Nevus");
      assertThat(results.size()).isZero();
    }
  }

  private int run(String... arguments) {
    Console console =
        new Console(new PrintStream(results, true, UTF_8), new PrintStream(progress, true, UTF_8));
    CommandLine commandLine = Nevus.commandLine(root, System.getenv("PATH"), console);
    return commandLine.setErr(new PrintWriter(progress, true, UTF_8)).execute(arguments);
  }
}
