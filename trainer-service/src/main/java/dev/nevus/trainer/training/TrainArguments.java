package dev.nevus.trainer.training;

import dev.nevus.trainer.unet.UNetShape;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The command line of {@link TrainFromFolders}. */
record TrainArguments(Path images, Path masks, Path out, TrainingPlan plan, boolean resume) {
  static final String USAGE =
      "--images DIR --masks DIR --out MODEL_DIR [--epochs 10] [--ending-epochs 2] [--batch 16]"
          + " [--seed 123] [--resume]";
  private static final Set<String> VALUED =
      Set.of("--images", "--masks", "--out", "--epochs", "--ending-epochs", "--batch", "--seed");

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
      if (name.equals("--resume")) {
        values.put(name, "true");
      } else if (!VALUED.contains(name)) {
        problems.add("unknown argument " + name);
      } else if (i + 1 == arguments.size()) {
        problems.add(name + " needs a value");
      } else {
        values.put(name, arguments.get(++i));
      }
    }
    for (String needed : List.of("--images", "--masks", "--out")) {
      if (!values.containsKey(needed)) {
        problems.add(needed + " is missing");
      }
    }
    if (!problems.isEmpty()) {
      throw new IllegalArgumentException(String.join("; ", problems) + "; usage: " + USAGE);
    }
    TrainingPlan plan =
        new TrainingPlan(
            UNetShape.NOTEBOOK,
            Integer.parseInt(values.getOrDefault("--epochs", "10")),
            Integer.parseInt(values.getOrDefault("--ending-epochs", "2")),
            Integer.parseInt(values.getOrDefault("--batch", "16")),
            Long.parseLong(values.getOrDefault("--seed", "123")));
    return new TrainArguments(
        Path.of(values.getOrDefault("--images", "")),
        Path.of(values.getOrDefault("--masks", "")),
        Path.of(values.getOrDefault("--out", "")),
        plan,
        values.containsKey("--resume"));
  }
}
