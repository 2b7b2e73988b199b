package dev.nevus.standalone.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.nevus.RealServers;
import dev.nevus.mask.DrawnLesion;
import dev.nevus.mask.DrawnLesions;
import dev.nevus.mask.DrawnLesions.Scene;
import dev.nevus.mask.MaskPng;
import dev.nevus.standalone.CommandLineProcess;
import dev.nevus.standalone.Installation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
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

    CommandLineProcess evaluated =
        nevus(
            "evaluate",
            "--model",
            model.toString(),
            "--images",
            "images",
            "--masks",
            "masks",
            "--json");

    assertThat(evaluated.exitCode()).as(evaluated.progress()).isZero();
    JsonNode json = evaluated.json().get(0);
    assertThat(json.path("images").asInt()).isEqualTo(3);
    assertThat(json.path("mean_jaccard").asDouble()).isGreaterThan(0.5);
    assertThat(evaluated.progress()).contains("3 of 3 images");
  }

  @Test
  void showsTheTrainersHelpAndPassesItsExitCodeOn() throws Exception {
    CommandLineProcess help = nevus("evaluate", "--help");
    CommandLineProcess incomplete = nevus("evaluate", "--model", "no.onnx");
    CommandLineProcess failed =
        nevus("evaluate", "--model", "no.onnx", "--images", "images", "--masks", "masks");

    assertThat(help.exitCode()).isZero();
    assertThat(help.results()).contains("Usage: nevus evaluate", "--compare=MODEL2");
    assertThat(incomplete.exitCode()).isEqualTo(2);
    assertThat(incomplete.progress()).contains("--images");
    assertThat(failed.exitCode()).isEqualTo(1);
    assertThat(failed.progress()).contains("nevus evaluate: there is no model no.onnx");
  }

  private CommandLineProcess nevus(String... arguments) throws Exception {
    return CommandLineProcess.run(folder, Map.of(), arguments);
  }
}
