package dev.nevus.trainer.cli;

import dev.nevus.model.Precision;
import dev.nevus.segment.MaskForm;
import dev.nevus.trainer.unet.FlipAveraging;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** What {@code evaluate} is told. */
final class EvaluateOptions {
  /** How probabilities become a mask; the names are what people type. */
  enum Form {
    isic,
    raw;

    MaskForm mask() {
      return this == isic ? MaskForm.ISIC : new MaskForm(MaskForm.ISIC.threshold(), false, false);
    }
  }

  @Spec(Target.MIXEE)
  private @Nullable CommandSpec command;

  @Option(
      names = "--model",
      required = true,
      paramLabel = "MODEL",
      description = "ONNX file, or a folder that holds model.onnx.")
  private Path model = Path.of(".");

  @Option(
      names = "--precision",
      paramLabel = "f32|int8",
      defaultValue = "f32",
      converter = PrecisionWord.class,
      description =
          "Which of the folder's files: model.onnx or model.int8.onnx; by default"
              + " ${DEFAULT-VALUE}. A folder named by --compare is always taken in f32.")
  private Precision precision = Precision.F32;

  @Mixin private final LabelledFolders folders = new LabelledFolders();

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description =
          "Folder for images.csv, evaluation.json and worst.png, the twelve worst masks; made if"
              + " missing.")
  private @Nullable Path out;

  @Option(
      names = "--compare",
      paramLabel = "MODEL2",
      description =
          "A second model on the same images: differences are its scores less those of --model.")
  private @Nullable Path compare;

  @Option(
      names = "--flips",
      paramLabel = "1|2|4",
      defaultValue = "1",
      converter = Flips.class,
      description = "Mirror images that each model averages over; by default ${DEFAULT-VALUE}.")
  private FlipAveraging flips = FlipAveraging.NONE;

  @Option(
      names = "--form",
      defaultValue = "isic",
      description =
          "${COMPLETION-CANDIDATES}: one connected lesion without holes, or every pixel by itself;"
              + " by default ${DEFAULT-VALUE}.")
  private Form form = Form.isic;

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "Images scored at a time; by default one for each processor.")
  private int threads = Runtime.getRuntime().availableProcessors();

  @Option(names = "--json", description = "Write the result as one JSON object.")
  private boolean json;

  /** Refuses what the types let through. */
  void check() {
    if (threads < 1 && command != null) {
      throw new ParameterException(
          command.commandLine(), "--threads must be 1 or more, not " + threads);
    }
    if (precision == Precision.INT8 && Files.isRegularFile(model) && command != null) {
      throw new ParameterException(
          command.commandLine(),
          "--precision int8 chooses of a folder's files, and %s is a file".formatted(model));
    }
  }

  Path model() {
    return model;
  }

  Precision precision() {
    return precision;
  }

  LabelledFolders folders() {
    return folders;
  }

  Optional<Path> out() {
    return Optional.ofNullable(out);
  }

  Optional<Path> compare() {
    return Optional.ofNullable(compare);
  }

  FlipAveraging flips() {
    return flips;
  }

  Form form() {
    return form;
  }

  MaskForm maskForm() {
    return form.mask();
  }

  int threads() {
    return threads;
  }

  boolean wantsJson() {
    return json;
  }
}
