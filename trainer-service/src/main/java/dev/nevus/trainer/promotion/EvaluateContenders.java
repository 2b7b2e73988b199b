package dev.nevus.trainer.promotion;

import dev.nevus.label.folder.LabelledImage;
import dev.nevus.label.folder.Manifest;
import dev.nevus.mask.Overlap;
import dev.nevus.segment.MaskForm;
import dev.nevus.segment.SegmentationException;
import dev.nevus.trainer.evaluation.EvaluateModel;
import dev.nevus.trainer.evaluation.EvaluatedImage;
import dev.nevus.trainer.evaluation.IsicScoring;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.IntConsumer;

/**
 * Makes the two evaluations that the gate judges by: each image is decoded once and scored by both
 * models, then both are timed in turns.
 */
public final class EvaluateContenders {
  private final MaskForm form;
  private final Manifest manifest;
  private final int threads;

  /**
   * How to evaluate.
   *
   * @param form of the masks that are scored: the one that serves
   * @param manifest of the frozen set; its {@code image_quality} becomes a trait
   * @param threads for the scores, at least 1; times are taken on one
   */
  public EvaluateContenders(MaskForm form, Manifest manifest, int threads) {
    this.form = form;
    this.manifest = manifest;
    this.threads = threads;
  }

  /**
   * Evaluates both; they may be one model.
   *
   * @param frozen the images that no model learned from, at least one
   * @param done hears how many images are through, in the caller's thread
   * @throws dev.nevus.trainer.dataset.BadPairsException naming every pair that cannot be used
   * @throws SegmentationException if the engine fails with one of the models
   * @throws IllegalArgumentException if there is no image, or one comes twice
   */
  public Contest evaluate(
      Contender champion, Contender candidate, List<LabelledImage> frozen, IntConsumer done)
      throws IOException, SegmentationException, InterruptedException {
    EvaluateModel both =
        new EvaluateModel(
            new IsicScoring(champion.segmenter(), form),
            Optional.of(new IsicScoring(candidate.segmenter(), form)),
            manifest,
            threads);
    List<EvaluatedImage> images = both.evaluate(frozen, done);
    MeasureLatency.Medians medians =
        new MeasureLatency(System::nanoTime).of(champion.segmenter(), candidate.segmenter());
    return new Contest(
        evaluation(champion, images, EvaluatedImage::overlap, medians.first()),
        evaluation(candidate, images, image -> image.compared().orElseThrow(), medians.second()));
  }

  private static ModelEvaluation evaluation(
      Contender contender,
      List<EvaluatedImage> images,
      Function<EvaluatedImage, Overlap> overlap,
      Duration median) {
    List<ImageScore> scores =
        images.stream()
            .map(image -> new ImageScore(image.id(), overlap.apply(image), image.traits()))
            .toList();
    return new ModelEvaluation(
        contender.model(), scores, median, contender.goldenImageIsRight(), contender.parity());
  }
}
