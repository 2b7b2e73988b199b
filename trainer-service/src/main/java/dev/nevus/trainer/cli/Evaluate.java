package dev.nevus.trainer.cli;

import dev.nevus.label.folder.ImageFolders;
import dev.nevus.label.folder.LabelledImage;
import dev.nevus.label.folder.Manifest;
import dev.nevus.label.folder.UnpairedFilesException;
import dev.nevus.segment.SegmentationException;
import dev.nevus.segment.onnx.OnnxSegmenter;
import dev.nevus.trainer.evaluation.Bootstrap;
import dev.nevus.trainer.evaluation.EvaluateModel;
import dev.nevus.trainer.evaluation.EvaluatedImage;
import dev.nevus.trainer.evaluation.EvaluationReport;
import dev.nevus.trainer.evaluation.IsicScoring;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Scores a model file on labelled images with the engine that serves. */
@Command(
    name = "evaluate",
    mixinStandardHelpOptions = true,
    description = {
      "Scores a model on labelled images by the rules of the ISIC challenge: each image at its own"
          + " resolution, then the mean over images.",
      "Every score has a 95 %% interval (percentile bootstrap over images, always the same for the"
          + " same scores); of fewer than some twenty images it is too narrow.",
      "Hair is a rule of thumb."
    })
final class Evaluate implements Callable<Integer> {
  private static final int PROGRESS_EVERY = 100;

  private final Console console;

  @Mixin private final EvaluateOptions options = new EvaluateOptions();

  Evaluate(Console console) {
    this.console = console;
  }

  @Override
  public Integer call()
      throws IOException, UnpairedFilesException, SegmentationException, InterruptedException {
    options.check();
    ModelFile model = ModelFile.read(options.model(), options.precision());
    Optional<ModelFile> second = Optional.empty();
    if (options.compare().isPresent()) {
      second = Optional.of(ModelFile.read(options.compare().get()));
    }
    Optional<EvaluationFolder> out = Optional.empty();
    if (options.out().isPresent()) {
      out = Optional.of(EvaluationFolder.at(options.out().get()));
    }
    List<LabelledImage> images =
        ImageFolders.pair(options.folders().images(), options.folders().masks());
    try (OnnxSegmenter engine = model.open(options.flips())) {
      IsicScoring scoring = new IsicScoring(engine, options.maskForm());
      List<EvaluatedImage> evaluated = evaluate(scoring, second, images);
      EvaluationReport report = EvaluationReport.of(evaluated, Bootstrap.STANDARD);
      Evaluated whole = new Evaluated(options, model, second, report);
      if (out.isPresent()) {
        out.get().write(evaluated, scoring, whole);
      }
      console.result(options.wantsJson() ? whole.json() : whole.table());
    }
    return 0;
  }

  private List<EvaluatedImage> evaluate(
      IsicScoring scoring, Optional<ModelFile> second, List<LabelledImage> images)
      throws IOException, SegmentationException, InterruptedException {
    if (second.isEmpty()) {
      return evaluate(scoring, images, Optional.empty());
    }
    try (OnnxSegmenter engine = second.get().open(options.flips())) {
      return evaluate(scoring, images, Optional.of(new IsicScoring(engine, options.maskForm())));
    }
  }

  private List<EvaluatedImage> evaluate(
      IsicScoring scoring, List<LabelledImage> images, Optional<IsicScoring> second)
      throws IOException, SegmentationException, InterruptedException {
    Manifest manifest = Manifest.beside(options.folders().images());
    EvaluateModel evaluate = new EvaluateModel(scoring, second, manifest, options.threads());
    return evaluate.evaluate(
        images,
        done -> {
          if (done % PROGRESS_EVERY == 0 || done == images.size()) {
            console.progress("%d of %d images".formatted(done, images.size()));
          }
        });
  }
}
