package dev.nevus.trainer.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.nevus.mask.DrawnLesion;
import dev.nevus.mask.DrawnLesions;
import dev.nevus.mask.DrawnLesions.Scene;
import dev.nevus.mask.MaskPng;
import dev.nevus.segment.ModelInput;
import dev.nevus.segment.onnx.TinyOnnx;
import dev.nevus.trainer.report.ProgressBar;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;

/** The command on drawn images, as a person would type it, and what it said the last time. */
final class TypedEvaluation {
  static final int IMAGES = 14;
  static final ModelInput INPUT = new ModelInput(64, 48);

  private final Path folder;
  private final ByteArrayOutputStream results = new ByteArrayOutputStream();
  private final ByteArrayOutputStream progress = new ByteArrayOutputStream();

  /** Draws images, their masks and two models into the folder. */
  TypedEvaluation(Path folder) throws IOException {
    this.folder = folder;
    Files.createDirectory(folder.resolve("images"));
    Files.createDirectory(folder.resolve("masks"));
    StringBuilder manifest = new StringBuilder("id,image_quality\n");
    for (int i = 0; i < IMAGES; i++) {
      Scene scene = Scene.varied(160 + 10 * i, 120, i);
      try (DrawnLesion drawn = DrawnLesions.draw(scene, i)) {
        Files.write(folder.resolve("images/drawn_%02d.png".formatted(i)), drawn.png());
        Files.write(
            folder.resolve("masks/drawn_%02d_segmentation.png".formatted(i)),
            MaskPng.encode(drawn.mask()));
      }
      manifest.append("drawn_%02d,%s%n".formatted(i, i < 5 ? "soft" : "sharp"));
    }
    Files.writeString(folder.resolve("manifest.csv"), manifest);
    Files.write(folder.resolve("good.onnx"), TinyOnnx.of(INPUT).bytes());
    // Nothing is that dark.
    Files.write(folder.resolve("blind.onnx"), TinyOnnx.of(INPUT).withBorder(-1).bytes());
  }

  /** Scores a model of the folder; the exit code. */
  int evaluate(String model, String... more) {
    List<String> arguments = new ArrayList<>(List.of("evaluate", "--model", path(model)));
    arguments.addAll(List.of("--images", path("images"), "--masks", path("masks")));
    arguments.addAll(List.of(more));
    return run(arguments.toArray(String[]::new));
  }

  int run(String... arguments) {
    results.reset();
    progress.reset();
    Console console =
        new Console(new PrintStream(results, true, UTF_8), new PrintStream(progress, true, UTF_8));
    CommandLine line = Trainer.commandLine(console, ProgressBar.Style.EPOCH_LINES);
    return line.setErr(new PrintWriter(progress, true, UTF_8)).execute(arguments);
  }

  String path(String name) {
    return folder.resolve(name).toString();
  }

  String results() {
    return results.toString(UTF_8);
  }

  JsonNode json() throws IOException {
    return new ObjectMapper().readTree(results());
  }

  String progress() {
    return progress.toString(UTF_8);
  }
}
