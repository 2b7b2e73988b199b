package dev.nevus.trainer.training;

import dev.nevus.trainer.CommandLine;
import dev.nevus.trainer.unet.UNetShape;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The command line of {@link TrainFromFolders}. */
final class TrainArguments {
  static final String USAGE =
      "--images DIR --masks DIR --out MODEL_DIR [--test-images DIR --test-masks DIR] [--epochs 6]"
          + " [--ending-epochs 7] [--batch 16] [--seed 123] [--name TEXT] [--licence TEXT]"
          + " [--code-version TEXT] [--resume]";
  private static final Set<String> NEEDED = Set.of("--images", "--masks", "--out");
  private static final Set<String> WITH_DEFAULT =
      Set.of(
          "--test-images",
          "--test-masks",
          "--epochs",
          "--ending-epochs",
          "--batch",
          "--seed",
          "--name",
          "--licence",
          "--code-version");
  private static final String RESUME = "--resume";
  private static final CommandLine.Syntax SYNTAX =
      new CommandLine.Syntax(NEEDED, WITH_DEFAULT, Set.of(RESUME), USAGE);

  private final CommandLine line;

  private TrainArguments(CommandLine line) {
    this.line = line;
  }

  /**
   * Reads the arguments.
   *
   * @throws IllegalArgumentException naming what is wrong, and the usage
   */
  static TrainArguments parse(List<String> arguments) {
    CommandLine line = CommandLine.parse(arguments, SYNTAX);
    if (line.has("--test-images") != line.has("--test-masks")) {
      throw new IllegalArgumentException(
          "--test-images and --test-masks go together; usage: " + USAGE);
    }
    return new TrainArguments(line);
  }

  Path images() {
    return Path.of(text("--images", ""));
  }

  Path masks() {
    return Path.of(text("--masks", ""));
  }

  Path out() {
    return Path.of(text("--out", ""));
  }

  Optional<Path> testImages() {
    return line.text("--test-images").map(Path::of);
  }

  Optional<Path> testMasks() {
    return line.text("--test-masks").map(Path::of);
  }

  TrainingPlan plan() {
    return new TrainingPlan(
        UNetShape.NOTEBOOK,
        Integer.parseInt(text("--epochs", "6")),
        Integer.parseInt(text("--ending-epochs", "7")),
        Integer.parseInt(text("--batch", "16")),
        Long.parseLong(text("--seed", "123")));
  }

  /** What people call the data set. */
  String name() {
    return text("--name", String.valueOf(images().toAbsolutePath().getParent()));
  }

  String licence() {
    return text("--licence", "not stated");
  }

  String codeVersion() {
    String packaged = TrainArguments.class.getPackage().getImplementationVersion();
    return text("--code-version", packaged == null ? "not stated" : packaged);
  }

  boolean resume() {
    return line.has(RESUME);
  }

  private String text(String name, String fallback) {
    return line.text(name, fallback);
  }
}
