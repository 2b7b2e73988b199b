package dev.nevus.trainer.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.nevus.trainer.DrawnFolder;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A training process that is killed in its third epoch and resumed, beside one that is not. */
class KilledTrainingIT {
  private final Path folder;

  KilledTrainingIT(@TempDir Path folder) {
    this.folder = folder;
  }

  @Test
  void endsInTheSameModelAsARunThatWasNot() throws Exception {
    DrawnFolder drawn = DrawnFolder.fill(folder, 40);
    Path whole = folder.resolve("whole");
    Path killed = folder.resolve("killed");
    assertThat(awaitEnd(start(drawn, whole))).isZero();

    killInThirdEpoch(start(drawn, killed));

    assertThat(killed.resolve("model.onnx")).isNotEmptyFile();
    assertThat(killed.resolve("manifest.json")).doesNotExist();
    assertThat(awaitEnd(start(drawn, killed, "--resume"))).isZero();
    assertThat(killed.resolve("model.onnx")).hasSameBinaryContentAs(whole.resolve("model.onnx"));
    assertThat(epochs(killed)).isEqualTo(epochs(whole)).hasSize(6);
  }

  /** The outcome of each epoch without what depends on the clock. */
  private static List<String> epochs(Path run) throws IOException {
    return Files.readAllLines(run.resolve("history.csv")).stream()
        .map(line -> String.join(",", List.of(line.split(",", -1)).subList(0, 6)))
        .toList();
  }

  private static void killInThirdEpoch(Process process) throws IOException, InterruptedException {
    try (BufferedReader said = process.errorReader(UTF_8)) {
      String line = said.readLine();
      while (line != null && !line.startsWith("epoch 2/")) {
        line = said.readLine();
      }
      assertThat(line).as("the end of the second epoch").isNotNull();
    } finally {
      process.destroyForcibly().waitFor();
    }
  }

  private static int awaitEnd(Process process) throws IOException, InterruptedException {
    try (BufferedReader said =
        new BufferedReader(new InputStreamReader(process.getErrorStream(), UTF_8))) {
      String text = String.join("\n", said.lines().toList());
      int code = process.waitFor();
      assertThat(code).as(text).isZero();
      return code;
    } finally {
      process.destroyForcibly();
    }
  }

  private Process start(DrawnFolder drawn, Path out, String... more) throws IOException {
    List<String> line = new ArrayList<>();
    line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    line.addAll(List.of("-XX:+UseSerialGC", "-Xmx512m", Trainer.class.getName(), "train"));
    line.addAll(List.of("--images", drawn.images().toString()));
    line.addAll(List.of("--masks", drawn.masks().toString()));
    line.addAll(List.of("--out", out.toString()));
    line.addAll(List.of("--size", "64", "--start-channels", "4"));
    line.addAll(List.of("--epochs", "5", "--batch", "4"));
    line.addAll(List.of(more));
    ProcessBuilder builder =
        new ProcessBuilder(line).redirectOutput(folder.resolve("results.txt").toFile());
    builder.environment().putAll(Map.of("CLASSPATH", System.getProperty("java.class.path")));
    return builder.start();
  }
}
