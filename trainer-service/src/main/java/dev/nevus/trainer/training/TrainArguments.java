package dev.nevus.trainer.training;

import dev.nevus.trainer.unet.UNetShape;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The command line of {@link TrainFromFolders}. */
final class TrainArguments {
  static final String USAGE =
      "--images DIR --masks DIR --out MODEL_DIR [--test-images DIR --test-masks DIR] [--epochs 10]"
          + " [--ending-epochs 2] [--batch 16] [--seed 123] [--name TEXT] [--licence TEXT]"
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

  private final Map<String, String> values;

  private TrainArguments(Map<String, String> values) {
    this.values = values;
  }

  /**
   * Reads the arguments.
   *
   * @throws IllegalArgumentException naming every problem at once, and the usage
   */
  static TrainArguments parse(List<String> arguments) {
    Map<String, String> values = new HashMap<>();
    List<String> problems = new ArrayList<>();
    for (int i = 0; i < arguments.size(); i++) {
      String name = arguments.get(i);
      if (name.equals(RESUME)) {
        values.put(name, "");
      } else if (!NEEDED.contains(name) && !WITH_DEFAULT.contains(name)) {
        problems.add("unknown argument " + name);
      } else if (i + 1 == arguments.size()) {
        problems.add(name + " needs a value");
      } else {
        values.put(name, arguments.get(++i));
      }
    }
    NEEDED.stream()
        .sorted()
        .filter(name -> !values.containsKey(name))
        .forEach(name -> problems.add(name + " is missing"));
    if (values.containsKey("--test-images") != values.containsKey("--test-masks")) {
      problems.add("--test-images and --test-masks go together");
    }
    if (!problems.isEmpty()) {
      throw new IllegalArgumentException(String.join("; ", problems) + "; usage: " + USAGE);
    }
    return new TrainArguments(values);
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
    return Optional.ofNullable(values.get("--test-images")).map(Path::of);
  }

  Optional<Path> testMasks() {
    return Optional.ofNullable(values.get("--test-masks")).map(Path::of);
  }

  TrainingPlan plan() {
    return new TrainingPlan(
        UNetShape.NOTEBOOK,
        Integer.parseInt(text("--epochs", "10")),
        Integer.parseInt(text("--ending-epochs", "2")),
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
    return values.containsKey(RESUME);
  }

  private String text(String name, String fallback) {
    return values.getOrDefault(name, fallback);
  }
}
