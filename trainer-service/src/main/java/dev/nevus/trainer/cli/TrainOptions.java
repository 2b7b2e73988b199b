package dev.nevus.trainer.cli;

import dev.nevus.store.Sha256;
import dev.nevus.trainer.training.TrainingOrder;
import dev.nevus.trainer.training.TrainingPlan;
import dev.nevus.trainer.unet.FlipAveraging;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** What {@code train} is told. */
final class TrainOptions {
  @Spec(Target.MIXEE)
  private @Nullable CommandSpec command;

  @Mixin private final PlanOptions plan = new PlanOptions();

  @Option(names = "--images", required = true, paramLabel = "DIR", description = "The images.")
  private Path images = Path.of(".");

  @Option(
      names = "--masks",
      required = true,
      paramLabel = "DIR",
      description =
          "Their masks, of the images' sizes; ISIC_1.jpg goes with ISIC_1.png or"
              + " ISIC_1_segmentation.png.")
  private Path masks = Path.of(".");

  @Option(
      names = "--out",
      paramLabel = "MODEL_DIR",
      defaultValue = "nevus-model",
      description = "Folder for the model and all about the run; by default ${DEFAULT-VALUE}.")
  private Path out = Path.of("nevus-model");

  @Option(
      names = "--from",
      paramLabel = "MODEL",
      description = "Begin with the weights of this ONNX file, or folder that holds model.onnx.")
  private @Nullable Path from;

  @Option(
      names = "--flips",
      paramLabel = "1|2|4",
      defaultValue = "1",
      description =
          "Mirror images that the model averages over when it serves, at so many times the cost; by"
              + " default ${DEFAULT-VALUE}.")
  private int flips;

  @Option(names = "--resume", description = "Go on with the run in --out, given the same options.")
  private boolean resume;

  @Option(
      names = "--data-name",
      paramLabel = "TEXT",
      description = "What the images are called, for the manifest; by default their folder's name.")
  private @Nullable String dataName;

  @Option(
      names = "--data-licence",
      paramLabel = "TEXT",
      defaultValue = "unknown",
      description = "Their licence, for the manifest; by default ${DEFAULT-VALUE}.")
  private String dataLicence = "unknown";

  @Option(
      names = "--code-version",
      paramLabel = "TEXT",
      defaultValue = "nevus 0.1.0",
      description = "Of the trainer, for the manifest; by default ${DEFAULT-VALUE}.")
  private String codeVersion = "unknown";

  @Option(names = "--json", description = "Write the result as one JSON object.")
  private boolean json;

  boolean wantsJson() {
    return json;
  }

  /**
   * @throws IOException if the model to begin with cannot be read
   * @throws ParameterException saying what is out of range
   */
  TrainingOrder order() throws IOException {
    Optional<Path> start = Optional.ofNullable(from).map(TrainOptions::modelFile);
    String startName = start.isPresent() ? name(start.get()) : TrainingPlan.RANDOM_WEIGHTS;
    return new TrainingOrder(
        images,
        masks,
        plan(startName),
        start,
        flips,
        out,
        resume,
        new TrainingOrder.DataNames(dataName == null ? lastNames(images) : dataName, dataLicence),
        codeVersion);
  }

  private TrainingPlan plan(String startName) {
    try {
      FlipAveraging.over(flips);
      return plan.plan(startName);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(
          Objects.requireNonNull(command).commandLine(), String.valueOf(e.getMessage()), e);
    }
  }

  /** Tells files apart by what is in them: a resumed run must begin with the same. */
  private static String name(Path model) throws IOException {
    return "the model file with SHA-256 " + Sha256.of(Files.readAllBytes(model));
  }

  /** Enough to know it by, and nothing of where this machine keeps it. */
  private static String lastNames(Path folder) {
    Path whole = folder.toAbsolutePath().normalize();
    int names = whole.getNameCount();
    return whole.subpath(Math.max(0, names - 2), names).toString();
  }

  private static Path modelFile(Path fileOrFolder) {
    return Files.isDirectory(fileOrFolder) ? fileOrFolder.resolve("model.onnx") : fileOrFolder;
  }
}
