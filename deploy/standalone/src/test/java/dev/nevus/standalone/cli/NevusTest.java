package dev.nevus.standalone.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.nevus.embedded.FreePort;
import dev.nevus.segment.ModelInput;
import dev.nevus.segment.onnx.TinyOnnx;
import dev.nevus.standalone.DataFolder;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
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
  void deadLettersAreDecidedOnOnlyByWhoeverSaysWhich() {
    String id = "nevus.images.stored-0@17";

    assertThat(run("dead-letters")).isEqualTo(2);
    assertThat(run("dead-letters", "replay")).isEqualTo(2);
    assertThat(run("dead-letters", "replay", "--all", id)).isEqualTo(2);
    assertThat(run("dead-letters", "replay", id, "--rate", "0")).isEqualTo(2);
    assertThat(run("dead-letters", "park", "what")).isEqualTo(2);
    assertThat(run("dead-letters", "drop", id)).isEqualTo(2);
    assertThat(run("dead-letters", "list", "--state", "lost")).isEqualTo(2);
    assertThat(run("dead-letters", "list", "--since", "yesterday")).isEqualTo(2);
    assertThat(progress.toString(UTF_8)).contains("--reason", "7d");
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

  @Test
  void modelsAreAskedForOnlyWhereANevusIs() throws Exception {
    assertThat(run("models", "list", "--data", root.resolve("data").toString())).isEqualTo(1);
    assertThat(progress.toString(UTF_8)).contains("never ran on").contains("nevus up");
    progress.reset();

    Map<String, String> nobodyThere =
        Map.of(
            "NEVUS_S3_ENDPOINT", "http://127.0.0.1:" + FreePort.any(),
            "NEVUS_S3_ACCESS_KEY", "nobody",
            "NEVUS_S3_SECRET_KEY", "not-a-secret-in-tests");

    assertThat(run(nobodyThere, "models", "list")).isEqualTo(1);
    assertThat(progress.toString(UTF_8)).contains("no Nevus answers").contains("nevus up");
    progress.reset();
    assertThat(run(Map.of("NEVUS_S3_ENDPOINT", "http://127.0.0.1:1"), "models", "list"))
        .isEqualTo(1);
    assertThat(progress.toString(UTF_8)).contains("NEVUS_S3_ACCESS_KEY", "NEVUS_S3_SECRET_KEY");
    assertThat(results.size()).isZero();
  }

  @Test
  void aModelThatCannotServeIsRefusedThoughNothingRuns() throws Exception {
    Path floats = root.resolve("floats.onnx");
    Files.write(floats, TinyOnnx.of(new ModelInput(8, 8)).withFloatInput().bytes());

    assertThat(run("models", "add", floats.toString())).isEqualTo(1);
    assertThat(results.toString(UTF_8))
        .startsWith("refused")
        .contains("floats.onnx", "wrong-input");
    results.reset();
    assertThat(run("models", "add", "--json", floats.toString())).isEqualTo(1);
    assertThat(new ObjectMapper().readTree(results.toString(UTF_8)).path("code").asText())
        .isEqualTo("wrong-input");
    results.reset();
    assertThat(run("models", "add", root.resolve("none.onnx").toString())).isEqualTo(1);
    assertThat(progress.toString(UTF_8)).contains("there is no file");
    assertThat(run("models", "add", "--name", "two\nlines", floats.toString())).isEqualTo(2);
    assertThat(run("models")).isEqualTo(2);
    assertThat(results.size()).isZero();
  }

  @Test
  void whatMustBeSaidIsAskedForBeforeAnythingIsDone() {
    assertThat(run("models", "rollback")).isEqualTo(2);
    assertThat(run("models", "promote", "2026", "--force")).isEqualTo(2);
    assertThat(progress.toString(UTF_8)).contains("say why with --reason");
    assertThat(run("models", "promote", "2026", "--by", "two\nlines")).isEqualTo(2);
    assertThat(run("resegment")).isEqualTo(2);
    assertThat(run("catalog", "rebuild")).isEqualTo(2);
    assertThat(run("resegment", "--reason", "new model", "--since", "yesterday")).isEqualTo(2);
    assertThat(run("labels")).isEqualTo(2);
    assertThat(run("labels", "list", "not-an-image")).isEqualTo(2);
    assertThat(run("labels", "import", "--images", "a", "--masks", "b", "--senders", "0"))
        .isEqualTo(2);
    assertThat(run("bench", "swap", "--rate", "0")).isEqualTo(2);
    assertThat(run("bench", "worker", "--rounds", "0")).isEqualTo(2);
    assertThat(run("bench", "pipeline", "--workers", "0")).isEqualTo(2);
    assertThat(run("bench", "pipeline", "--stand-in", "soon")).isEqualTo(2);
    assertThat(run("bench", "latency", "--load", "0")).isEqualTo(2);
    assertThat(run("bench", "soak", "--workers", "1")).isEqualTo(2);
    assertThat(results.size()).isZero();
  }

  @Test
  void trainAsksTheServiceWhereThatIsSaid() {
    assertThat(run("train", "--service", "--help")).isZero();
    assertThat(run("train", "--service", "--fly")).isEqualTo(2);
    progress.reset();

    int code = run("train", "--service", "--data", root.resolve("data").toString());

    assertThat(code).isEqualTo(1);
    assertThat(progress.toString(UTF_8)).startsWith("nevus train: ").contains("never ran on");
  }

  private int run(String... arguments) {
    return run(Map.of("PATH", System.getenv("PATH")), arguments);
  }

  private int run(Map<String, String> environment, String... arguments) {
    Console console =
        new Console(new PrintStream(results, true, UTF_8), new PrintStream(progress, true, UTF_8));
    CommandLine commandLine =
        Nevus.commandLine(new Workplace(root, environment, "tester", console));
    return commandLine
        .setErr(new PrintWriter(progress, true, UTF_8))
        .setOut(new PrintWriter(progress, true, UTF_8))
        .execute(arguments);
  }
}
