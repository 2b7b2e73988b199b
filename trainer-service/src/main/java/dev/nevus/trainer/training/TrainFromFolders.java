package dev.nevus.trainer.training;

import dev.nevus.model.Evaluation;
import dev.nevus.model.ModelManifest;
import dev.nevus.segment.MaskForm;
import dev.nevus.segment.SegmentationException;
import dev.nevus.segment.onnx.BadModelException;
import dev.nevus.segment.onnx.OnnxSegmenter;
import dev.nevus.trainer.dataset.ImageFolders;
import dev.nevus.trainer.dataset.LabelledImage;
import dev.nevus.trainer.dataset.Samples;
import dev.nevus.trainer.dataset.Split;
import dev.nevus.trainer.dataset.UnpairedFilesException;
import dev.nevus.trainer.evaluation.IsicScoring;
import dev.nevus.trainer.unet.UNetShape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Trains a model from a folder of images and a folder of masks, without any running system: writes
 * {@code model.onnx} and {@code manifest.json}. Results go to stdout, progress to stderr.
 */
public final class TrainFromFolders {
  private static final double VALIDATION_SHARE = 0.1;
  private static final int USAGE_ERROR = 2;

  private final TrainArguments arguments;
  private final NativeBackend backend;
  private final RunFolder folder;

  private TrainFromFolders(TrainArguments arguments, NativeBackend backend) throws IOException {
    this.arguments = arguments;
    this.backend = backend;
    this.folder = new RunFolder(arguments.out());
  }

  /**
   * Exit code 0 when the model is there, 1 when training failed, 2 when the arguments are wrong.
   */
  public static void main(String[] args)
      throws IOException,
          InterruptedException,
          UnpairedFilesException,
          SegmentationException,
          BadModelException {
    TrainArguments arguments;
    try {
      arguments = TrainArguments.parse(List.of(args));
    } catch (IllegalArgumentException e) {
      System.err.println(e.getMessage());
      System.exit(USAGE_ERROR);
      return;
    }
    new TrainFromFolders(arguments, NativeBackend.activate()).run();
  }

  private void run()
      throws IOException,
          InterruptedException,
          UnpairedFilesException,
          SegmentationException,
          BadModelException {
    List<LabelledImage> images = ImageFolders.pair(arguments.images(), arguments.masks());
    TrainingPlan plan = arguments.plan();
    Split split = Split.of(images, VALIDATION_SHARE, plan.seed());
    System.err.printf(
        "%d training and %d validation images; %s%n",
        split.training().size(), split.validation().size(), plan);
    train(plan, split);
    byte[] model = Files.readAllBytes(folder.model());
    Map<String, Evaluation> scores = scores(model, split);
    TrainingRecord record =
        new TrainingRecord(
            plan, split, arguments.name(), arguments.licence(), arguments.codeVersion(), backend);
    ModelManifest manifest =
        record.manifest(model, scores, Instant.now().truncatedTo(ChronoUnit.SECONDS));
    folder.keepManifest(manifest);
    System.out.println(manifest.model());
    scores.forEach((name, score) -> System.out.println(name + ": " + score));
  }

  private void train(TrainingPlan plan, Split split) throws IOException, InterruptedException {
    UNetShape shape = plan.shape();
    Dl4jTrainer trainer =
        new Dl4jTrainer(
            plan,
            Samples.load(split.training(), shape.height(), shape.width()),
            Samples.load(split.validation(), shape.height(), shape.width()),
            folder,
            System.err::println);
    if (arguments.resume()) {
      trainer.resume();
    } else {
      trainer.train();
    }
  }

  private Map<String, Evaluation> scores(byte[] model, Split split)
      throws IOException, UnpairedFilesException, SegmentationException, BadModelException {
    Map<String, Evaluation> scores = new LinkedHashMap<>();
    try (OnnxSegmenter segmenter = OnnxSegmenter.open(model)) {
      IsicScoring scoring = new IsicScoring(segmenter, MaskForm.ISIC);
      scores.put("validation", IsicScoring.summary(scoring.score(split.validation())));
      if (arguments.testImages().isPresent() && arguments.testMasks().isPresent()) {
        Path images = arguments.testImages().get();
        List<LabelledImage> test = ImageFolders.pair(images, arguments.testMasks().get());
        scores.put("test", IsicScoring.summary(scoring.score(test)));
      }
    }
    return scores;
  }
}
