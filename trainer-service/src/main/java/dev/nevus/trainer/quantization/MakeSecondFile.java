package dev.nevus.trainer.quantization;

import dev.nevus.label.folder.LabelledImage;
import dev.nevus.label.folder.Manifest;
import dev.nevus.model.Evaluation;
import dev.nevus.model.QuantizedFile;
import dev.nevus.model.QuantizedFile.Calibration;
import dev.nevus.model.QuantizedFile.Comparison;
import dev.nevus.segment.GoldenAnswer;
import dev.nevus.segment.GoldenPicture;
import dev.nevus.segment.MaskForm;
import dev.nevus.segment.ModelInput;
import dev.nevus.segment.SegmentationException;
import dev.nevus.segment.onnx.BadModelException;
import dev.nevus.segment.onnx.ModelCheck;
import dev.nevus.segment.onnx.OnnxSegmenter;
import dev.nevus.store.Sha256;
import dev.nevus.trainer.dataset.DataSetDigest;
import dev.nevus.trainer.dataset.Samples;
import dev.nevus.trainer.evaluation.EvaluateModel;
import dev.nevus.trainer.evaluation.EvaluatedImage;
import dev.nevus.trainer.evaluation.IsicScoring;
import dev.nevus.trainer.promotion.MeasureLatency;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes a model's second file, compares it with the first one on the validation images, and chooses
 * by that which of them serves. The file is the same for the same net and images on the same
 * machine; the time that decides with it is not.
 */
public final class MakeSecondFile {
  private static final Logger LOG = LoggerFactory.getLogger(MakeSecondFile.class);

  private final SecondFilePolicy policy;
  private final MaskForm form;
  private final int threads;

  /**
   * How to make it.
   *
   * @param form of the masks that are scored: the one that serves
   * @param threads for the scores, at least 1; times are taken on one
   */
  public MakeSecondFile(SecondFilePolicy policy, MaskForm form, int threads) {
    this.policy = policy;
    this.form = form;
    this.threads = threads;
  }

  /**
   * What it is made from.
   *
   * @param training images to fit it to, of which the policy takes some
   * @param validation images to compare by; neither learned from nor fitted to
   */
  public record Images(List<LabelledImage> training, List<LabelledImage> validation) {
    public Images {
      training = List.copyOf(training);
      validation = List.copyOf(validation);
    }
  }

  /** A file of several that differ in their ranges. */
  private static final class Attempt {
    private final byte[] onnx;
    private final RangeRule rule;
    private final Evaluation scores;

    Attempt(byte[] onnx, RangeRule rule, Evaluation scores) {
      this.onnx = onnx;
      this.rule = rule;
      this.scores = scores;
    }
  }

  /**
   * The second file, or empty if none is wanted, there are no images to fit it to or to compare by,
   * or none could be made of this net: the first file is as good without.
   *
   * @param onnx the first file
   * @param f32 its scores on the validation images
   * @param picture the version's golden picture
   */
  public Optional<SecondFile> of(byte[] onnx, Evaluation f32, Images images, GoldenPicture picture)
      throws IOException, InterruptedException {
    List<LabelledImage> shown = policy.chosen(images.training());
    if (shown.isEmpty() || images.validation().isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(made(onnx, f32, shown, images.validation(), picture));
    } catch (BadModelException | SegmentationException | RuntimeException e) {
      // Nets come in more forms than are foreseen here, and none of them is worth a training.
      LOG.atWarn().setCause(e).log("the model has no file in 8 bits: it could not be made");
      return Optional.empty();
    }
  }

  private SecondFile made(
      byte[] onnx,
      Evaluation f32,
      List<LabelledImage> shown,
      List<LabelledImage> validation,
      GoldenPicture picture)
      throws IOException, InterruptedException, SegmentationException, BadModelException {
    try (OnnxSegmenter first = OnnxSegmenter.open(onnx)) {
      Attempt best = best(onnx, first.input(), f32, shown, validation);
      ModelCheck.DEFAULT.check(best.onnx);
      try (OnnxSegmenter second = OnnxSegmenter.open(best.onnx)) {
        Comparison both = new Comparison(f32, best.scores, timesAsFast(first, second));
        GoldenAnswer golden = picture.answer(second);
        return new SecondFile(best.onnx, certificate(best, shown, golden, both));
      }
    }
  }

  /** The first that loses little, or the one that loses least. */
  private Attempt best(
      byte[] onnx,
      ModelInput input,
      Evaluation f32,
      List<LabelledImage> shown,
      List<LabelledImage> validation)
      throws IOException, InterruptedException, SegmentationException, BadModelException {
    Quantize quantize =
        Quantize.calibrate(onnx, Samples.load(shown, input.height(), input.width()));
    Optional<Attempt> best = Optional.empty();
    for (RangeRule rule : RangeRule.values()) {
      byte[] file = quantize.by(rule);
      Attempt attempt = new Attempt(file, rule, scores(file, validation));
      if (policy.allows(f32.thresholdedJaccard() - attempt.scores.thresholdedJaccard())) {
        return attempt;
      }
      if (best.isEmpty()
          || attempt.scores.thresholdedJaccard() > best.get().scores.thresholdedJaccard()) {
        best = Optional.of(attempt);
      }
    }
    return best.orElseThrow();
  }

  private Evaluation scores(byte[] file, List<LabelledImage> validation)
      throws IOException, InterruptedException, SegmentationException, BadModelException {
    try (OnnxSegmenter segmenter = OnnxSegmenter.open(file)) {
      IsicScoring scoring = new IsicScoring(segmenter, form);
      return IsicScoring.means(
          new EvaluateModel(scoring, Optional.empty(), Manifest.NONE, threads)
              .evaluate(validation, done -> {}).stream().map(EvaluatedImage::overlap).toList());
    }
  }

  private static double timesAsFast(OnnxSegmenter first, OnnxSegmenter second)
      throws SegmentationException {
    MeasureLatency.Medians medians = new MeasureLatency(System::nanoTime).of(first, second);
    return (double) medians.first().toNanos() / Math.max(1, medians.second().toNanos());
  }

  private QuantizedFile certificate(
      Attempt made, List<LabelledImage> shown, GoldenAnswer golden, Comparison both)
      throws IOException {
    return new QuantizedFile(
        Sha256.of(made.onnx),
        made.onnx.length,
        new Calibration(shown.size(), made.rule.words(), DataSetDigest.of(shown)),
        Optional.of(golden),
        both,
        policy.serving(both));
  }
}
