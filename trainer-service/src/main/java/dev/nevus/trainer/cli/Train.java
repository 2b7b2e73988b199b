package dev.nevus.trainer.cli;

import dev.nevus.event.EventJson;
import dev.nevus.label.folder.UnpairedFilesException;
import dev.nevus.model.Evaluation;
import dev.nevus.segment.MaskForm;
import dev.nevus.segment.SegmentationException;
import dev.nevus.segment.onnx.BadModelException;
import dev.nevus.segment.onnx.OnnxSegmenter;
import dev.nevus.trainer.dataset.Split;
import dev.nevus.trainer.evaluation.IsicScoring;
import dev.nevus.trainer.evaluation.ScoreSheets;
import dev.nevus.trainer.report.ProgressBar;
import dev.nevus.trainer.report.RunReport;
import dev.nevus.trainer.report.tensorboard.TensorBoardLog;
import dev.nevus.trainer.training.NativeBackend;
import dev.nevus.trainer.training.TrainFromFolders;
import dev.nevus.trainer.training.TrainFromFolders.Trained;
import dev.nevus.trainer.training.TrainingLog;
import dev.nevus.trainer.training.TrainingOrder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Trains a model from two folders, without any running system. */
@Command(
    name = "train",
    mixinStandardHelpOptions = true,
    description = {
      "Trains a model from a folder of images and a folder of their masks.",
      "MODEL_DIR then holds model.onnx, which can serve, model.int8.onnx, the same in 8 bits, their"
          + " manifest.json, report/index.html and tensorboard/. Ctrl-C or a kill leaves the best"
          + " model so far and a checkpoint: the same command with --resume goes on."
    })
final class Train implements Callable<Integer> {
  private final Console console;
  private final ProgressBar.Style style;

  @Mixin private final TrainOptions options = new TrainOptions();

  /**
   * @param style how progress appears
   */
  Train(Console console, ProgressBar.Style style) {
    this.console = console;
    this.style = style;
  }

  @Override
  public Integer call()
      throws IOException,
          InterruptedException,
          UnpairedFilesException,
          SegmentationException,
          BadModelException {
    TrainingOrder order = options.order();
    NativeBackend backend = NativeBackend.activate();
    console.progress("native code: " + backend.description());
    TrainFromFolders training = new TrainFromFolders(order, backend);
    Split split = training.split();
    console.progress(
        "%s, %d images to learn from and %d to validate on"
            .formatted(order.plan().shape(), split.training().size(), split.validation().size()));
    RunReport report =
        new RunReport(order.out(), "Training of " + order.data().name(), order.plan().settings());
    Trained trained = train(training, split, report, order);
    addPictures(trained, report);
    tell(trained, report);
    return 0;
  }

  private Trained train(
      TrainFromFolders training, Split split, RunReport report, TrainingOrder order)
      throws IOException, InterruptedException, SegmentationException, BadModelException {
    List<TrainingLog> logs =
        List.of(
            report,
            new TensorBoardLog(order.out().resolve("tensorboard"), Clock.systemUTC()),
            new ProgressBar(console.progressStream(), style, System::nanoTime));
    try (TrainingLog all = TrainingLog.all(logs)) {
      return training.run(split, all);
    }
  }

  private static void addPictures(Trained trained, RunReport report)
      throws IOException, SegmentationException, BadModelException {
    try (OnnxSegmenter segmenter = OnnxSegmenter.open(Files.readAllBytes(trained.model()))) {
      ScoreSheets sheets =
          new ScoreSheets(trained.validation(), new IsicScoring(segmenter, MaskForm.ISIC));
      report.addPicture("Worst validation images", sheets.worst());
      report.addPicture("Best validation images", sheets.best());
    }
  }

  private void tell(Trained trained, RunReport report) {
    console.progress("the run's report: " + report.page());
    if (options.wantsJson()) {
      console.result(new String(EventJson.toJson(trained.manifest()), StandardCharsets.UTF_8));
      return;
    }
    trained.manifest().scores().forEach((name, scores) -> console.result(line(name, scores)));
    trained.manifest().int8().ifPresent(file -> console.result(Quantize.line(file)));
    console.result(trained.manifest().model() + " is " + trained.model());
  }

  private static String line(String name, Evaluation scores) {
    return String.format(
        Locale.ROOT,
        "%s, %d images: mean Jaccard %.4f, thresholded %.4f, Dice %.4f",
        name,
        scores.images(),
        scores.meanJaccard(),
        scores.thresholdedJaccard(),
        scores.meanDice());
  }
}
