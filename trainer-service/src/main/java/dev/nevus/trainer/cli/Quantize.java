package dev.nevus.trainer.cli;

import dev.nevus.event.EventJson;
import dev.nevus.label.folder.ImageFolders;
import dev.nevus.label.folder.LabelledImage;
import dev.nevus.label.folder.UnpairedFilesException;
import dev.nevus.model.ModelManifest;
import dev.nevus.model.QuantizedFile;
import dev.nevus.segment.SegmentationException;
import dev.nevus.segment.onnx.BadModelException;
import dev.nevus.trainer.dataset.Split;
import dev.nevus.trainer.quantization.SecondFilePolicy;
import dev.nevus.trainer.training.QuantizeFolder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Gives a trained model its file in 8 bits. */
@Command(
    name = "quantize",
    mixinStandardHelpOptions = true,
    description = {
      "Makes a model's second file, in 8 bits, and compares it with the first: model.int8.onnx and"
          + " its part of manifest.json.",
      "Give the images that the model was trained from: it is fitted to some that it learned from,"
          + " and compared on those that validated it.",
      "Exit code 1 if none could be made."
    })
final class Quantize implements Callable<Integer> {
  private final Console console;

  @Option(
      names = "--model",
      required = true,
      paramLabel = "DIR",
      description = "Folder with model.onnx and manifest.json, as training leaves it.")
  private Path model = Path.of(".");

  @Mixin private final LabelledFolders folders = new LabelledFolders();

  @Option(
      names = "--calibration",
      paramLabel = "N",
      description = "Images that it is fitted to, 1 to 10000; by default ${DEFAULT-VALUE}.")
  private int calibration = SecondFilePolicy.DEFAULT.images();

  @Spec private @Nullable CommandSpec command;

  @Option(names = "--json", description = "Write the manifest as one JSON object.")
  private boolean json;

  Quantize(Console console) {
    this.console = console;
  }

  @Override
  public Integer call()
      throws IOException,
          UnpairedFilesException,
          InterruptedException,
          SegmentationException,
          BadModelException {
    check();
    SecondFilePolicy policy = SecondFilePolicy.DEFAULT.fittedTo(calibration);
    QuantizeFolder folder = QuantizeFolder.at(model);
    List<LabelledImage> images = ImageFolders.pair(folders.images(), folders.masks());
    Split split = folder.split(images);
    console.progress(
        "%d images to fit to and %d to compare on"
            .formatted(
                Math.min(policy.images(), split.training().size()), split.validation().size()));
    if (!folder.learnedFrom(images)) {
      console.progress(
          "the model was not trained from exactly these images: some that it is compared on may be"
              + " among those that it learned from");
    }
    Optional<ModelManifest> made = folder.quantize(split, policy);
    if (made.isEmpty()) {
      throw new IOException("no file in 8 bits could be made of " + model);
    }
    if (json) {
      console.result(new String(EventJson.toJson(made.get()), StandardCharsets.UTF_8));
    } else {
      made.get().int8().ifPresent(file -> console.result(line(file)));
    }
    return 0;
  }

  /** Refuses what the types let through. */
  private void check() {
    if ((calibration < 1 || calibration > SecondFilePolicy.MOST_IMAGES) && command != null) {
      throw new ParameterException(
          command.commandLine(),
          "--calibration must be 1 to %d, not %d"
              .formatted(SecondFilePolicy.MOST_IMAGES, calibration));
    }
  }

  /** What is said of a second file. */
  static String line(QuantizedFile file) {
    return String.format(
        Locale.ROOT,
        "in 8 bits: mean Jaccard %.4f, thresholded %.4f, Dice %.4f, %.2f times as fast; %s serves:"
            + " %s",
        file.comparison().int8().meanJaccard(),
        file.comparison().int8().thresholdedJaccard(),
        file.comparison().int8().meanDice(),
        file.comparison().timesAsFast(),
        file.serving().precision().id(),
        file.serving().reason());
  }
}
