package dev.nevus.trainer.training;

import dev.nevus.trainer.dataset.ImageFolders;
import dev.nevus.trainer.dataset.LabelledImage;
import dev.nevus.trainer.dataset.Samples;
import dev.nevus.trainer.dataset.Split;
import dev.nevus.trainer.dataset.UnpairedFilesException;
import dev.nevus.trainer.unet.UNetShape;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Trains a model from a folder of images and a folder of masks, without any running system. */
public final class TrainFromFolders {
  private static final double VALIDATION_SHARE = 0.1;

  private TrainFromFolders() {}

  /** Results go to stdout, progress to stderr. */
  public static void main(String[] args)
      throws IOException, InterruptedException, UnpairedFilesException {
    TrainArguments arguments = TrainArguments.parse(List.of(args));
    NativeBackend backend = NativeBackend.activate();
    List<LabelledImage> images = ImageFolders.pair(arguments.images(), arguments.masks());
    TrainingPlan plan = arguments.plan();
    Split split = Split.of(images, VALIDATION_SHARE, plan.seed());
    System.err.printf(
        "%d training and %d validation images, %s, %s%n",
        split.training().size(), split.validation().size(), plan, backend);
    UNetShape shape = plan.shape();
    Dl4jTrainer trainer =
        new Dl4jTrainer(
            plan,
            Samples.load(split.training(), shape.height(), shape.width()),
            Samples.load(split.validation(), shape.height(), shape.width()),
            arguments.out(),
            System.err::println);
    if (arguments.resume()) {
      trainer.resume();
    } else {
      trainer.train();
    }
    System.out.println(Path.of(arguments.out().toString(), "model.onnx"));
  }
}
