package dev.nevus.standalone.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.nevus.RealServers;
import dev.nevus.mask.DrawnLesion;
import dev.nevus.mask.DrawnLesions;
import dev.nevus.mask.DrawnLesions.Scene;
import dev.nevus.mask.MaskPng;
import dev.nevus.standalone.Installation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The command as a person types it: {@code nevus} starts the trainer's tool in a JVM of its own.
 */
class EvaluateIT {
  private final Path folder;

  EvaluateIT(@TempDir Path folder) throws IOException {
    this.folder = folder;
    Files.createDirectory(folder.resolve("images"));
    Files.createDirectory(folder.resolve("masks"));
    for (int i = 0; i < 3; i++) {
      try (DrawnLesion drawn = DrawnLesions.draw(new Scene(320, 240, 0, false), i)) {
        Files.write(folder.resolve("images/drawn-" + i + ".jpg"), drawn.jpeg());
        Files.write(folder.resolve("masks/drawn-" + i + ".png"), MaskPng.encode(drawn.mask()));
      }
    }
  }

  @Test
  void scoresTheShippedModel() throws Exception {
    Path model = Installation.at(RealServers.root()).defaultModel();

    int exitCode =
        nevus(
            "evaluate",
            "--model",
            model.toString(),
            "--images",
            "images",
            "--masks",
            "masks",
            "--json");

    assertThat(exitCode).as(progress()).isZero();
    JsonNode json = new ObjectMapper().readTree(results());
    assertThat(json.path("images").asInt()).isEqualTo(3);
    assertThat(json.path("mean_jaccard").asDouble()).isGreaterThan(0.5);
    assertThat(progress()).contains("3 of 3 images");
  }

  @Test
  void showsTheTrainersHelpAndPassesItsExitCodeOn() throws Exception {
    assertThat(nevus("evaluate", "--help")).isZero();
    assertThat(results()).contains("Usage: nevus evaluate", "--compare=MODEL2");
    assertThat(nevus("evaluate", "--model", "no.onnx")).isEqualTo(2);
    assertThat(progress()).contains("--images");
    assertThat(nevus("evaluate", "--model", "no.onnx", "--images", "images", "--masks", "masks"))
        .isEqualTo(1);
    assertThat(progress()).contains("nevus evaluate: there is no model no.onnx");
  }

  private int nevus(String... arguments) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Dnevus.root=" + RealServers.root());
    command.add(Nevus.class.getName());
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
    builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
    Process process =
        builder
            .redirectOutput(folder.resolve("results").toFile())
            .redirectError(folder.resolve("progress").toFile())
            .start();
    try {
      assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
      return process.exitValue();
    } finally {
      process.destroyForcibly();
    }
  }

  private String results() throws IOException {
    return Files.readString(folder.resolve("results"), UTF_8);
  }

  private String progress() throws IOException {
    return Files.readString(folder.resolve("progress"), UTF_8);
  }
}
