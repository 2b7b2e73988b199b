package dev.nevus.trainer.cli;

import dev.nevus.trainer.training.TrainingOrder;
import dev.nevus.trainer.training.TrainingPlan;
import dev.nevus.trainer.unet.FlipAveraging;
import java.io.IOException;
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

  @Mixin private final LabelledFolders folders = new LabelledFolders();

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
      converter = Flips.class,
      description =
          "Mirror images that the model averages over when it serves, at so many times the cost; by"
              + " default ${DEFAULT-VALUE}.")
  private FlipAveraging flips = FlipAveraging.NONE;

  @Option(names = "--resume", description = "Go on with the run in --out, given the same options.")
  private boolean resume;

  @Option(
      names = "--data-name",
      paramLabel = "TEXT",
      description =
          "What the images are called, for the manifest; by default the end of their folder's path.")
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
    Optional<ModelFile> start = Optional.empty();
    if (from != null) {
      start = Optional.of(ModelFile.read(from));
    }
    return new TrainingOrder(
        folders.images(),
        folders.masks(),
        plan(start.map(TrainOptions::name).orElse(TrainingPlan.RANDOM_WEIGHTS)),
        start.map(ModelFile::path),
        flips,
        out,
        resume,
        new TrainingOrder.DataNames(
            dataName == null ? lastNames(folders.images()) : dataName, dataLicence),
        codeVersion);
  }

  private TrainingPlan plan(String startName) {
    try {
      return plan.plan(startName);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(
          Objects.requireNonNull(command).commandLine(), String.valueOf(e.getMessage()), e);
    }
  }

  /** Tells files apart by what is in them: a resumed run must begin with the same. */
  private static String name(ModelFile model) {
    return "the model file with SHA-256 " + model.sha256();
  }

  /** Enough to know it by, and nothing of where this machine keeps it. */
  private static String lastNames(Path folder) {
    Path whole = folder.toAbsolutePath().normalize();
    int names = whole.getNameCount();
    return whole.subpath(Math.max(0, names - 2), names).toString();
  }
}
