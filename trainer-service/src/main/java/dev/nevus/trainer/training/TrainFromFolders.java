package dev.nevus.trainer.training;

import dev.nevus.label.folder.ImageFolders;
import dev.nevus.label.folder.LabelledImage;
import dev.nevus.label.folder.UnpairedFilesException;
import dev.nevus.model.ModelManifest;
import dev.nevus.segment.GoldenPicture;
import dev.nevus.segment.MaskForm;
import dev.nevus.segment.SegmentationException;
import dev.nevus.segment.onnx.BadModelException;
import dev.nevus.segment.onnx.OnnxSegmenter;
import dev.nevus.trainer.dataset.DataSetDigest;
import dev.nevus.trainer.dataset.Samples;
import dev.nevus.trainer.dataset.Split;
import dev.nevus.trainer.evaluation.IsicScoring;
import dev.nevus.trainer.evaluation.ScoredImage;
import dev.nevus.trainer.quantization.MakeSecondFile;
import dev.nevus.trainer.quantization.SecondFile;
import dev.nevus.trainer.quantization.SecondFilePolicy;
import dev.nevus.trainer.unet.UNetShape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Trains a model from a folder of images and a folder of masks, without any running system: leaves
 * {@code model.onnx}, {@code model.int8.onnx} and {@code manifest.json} in the run's folder.
 */
public final class TrainFromFolders {
  /** Of the groups of images. */
  static final double VALIDATION_SHARE = 0.1;

  private static final String VALIDATION = "validation";

  private final TrainingOrder order;
  private final NativeBackend backend;
  private final RunFolder folder;

  /**
   * Checks the order, reads no image yet.
   *
   * @throws IOException if the run's folder cannot be used: above all if it holds another run that
   *     is not to be resumed
   */
  public TrainFromFolders(TrainingOrder order, NativeBackend backend) throws IOException {
    this.order = order;
    this.backend = backend;
    this.folder = new RunFolder(order.out(), order.flips());
    if (folder.isUsed() && !order.resume()) {
      throw new IOException(
          order.out() + " holds a run already: go on with --resume, or choose another --out");
    }
  }

  /**
   * The two sides, before anything is decoded.
   *
   * @throws UnpairedFilesException if images lack masks or masks images; all are listed
   * @throws IOException if a folder cannot be read, or there are too few images
   */
  public Split split() throws IOException, UnpairedFilesException {
    List<LabelledImage> images = ImageFolders.pair(order.images(), order.masks());
    Split split = Split.of(images, VALIDATION_SHARE, order.plan().seed());
    int learnedFrom = split.training().size();
    if (learnedFrom < order.plan().batch() || split.validation().isEmpty()) {
      throw new IOException(
          "%d images are too few: %d to learn from must fill a batch of %d, and %d to validate on"
                  .formatted(
                      images.size(), learnedFrom, order.plan().batch(), split.validation().size())
              + " must be at least 1; give more images, or a smaller --batch");
    }
    return split;
  }

  /**
   * A trained model.
   *
   * @param validation what it scores on each validation image, at the original resolution
   */
  public record Trained(Path model, ModelManifest manifest, List<ScoredImage> validation) {}

  /**
   * Trains to the end of the plan, or until it stalls.
   *
   * @param log stays the caller's to close
   * @throws InterruptedException between two steps; the run can be resumed
   */
  public Trained run(Split split, TrainingLog log)
      throws IOException, InterruptedException, SegmentationException, BadModelException {
    String data = digest(split);
    folder.bindTo(data, order.resume());
    train(split, log);
    folder.deriveModel();
    byte[] model = Files.readAllBytes(folder.model());
    List<ScoredImage> scores = scores(model, split);
    TrainingRecord record =
        new TrainingRecord(
            order.plan(), order.flips(), data(split, data), order.codeVersion(), backend);
    ModelManifest manifest =
        record.manifest(
            model,
            Map.of(VALIDATION, IsicScoring.summary(scores)),
            Optional.empty(),
            Instant.now().truncatedTo(ChronoUnit.SECONDS));
    ModelManifest both = withSecondFile(manifest, model, split);
    folder.keepManifest(both);
    return new Trained(folder.model(), both, scores);
  }

  private ModelManifest withSecondFile(ModelManifest first, byte[] model, Split split)
      throws IOException, InterruptedException, SegmentationException {
    MakeSecondFile maker =
        new MakeSecondFile(
            SecondFilePolicy.DEFAULT, MaskForm.ISIC, Runtime.getRuntime().availableProcessors());
    Optional<SecondFile> second =
        maker.of(
            model,
            Objects.requireNonNull(first.scores().get(VALIDATION)),
            new MakeSecondFile.Images(split.training(), split.validation()),
            GoldenPicture.drawn());
    if (second.isEmpty()) {
      return first;
    }
    folder.keepSecondFile(second.get().onnx());
    return second.get().beside(first);
  }

  private ModelManifest.TrainingData data(Split split, String digest) {
    return new ModelManifest.TrainingData(
        order.data().name(),
        digest,
        split.training().size(),
        split.validation().size(),
        "by hash of patient, lesion, near-duplicate group or id, seed " + order.plan().seed(),
        order.data().licence());
  }

  private static String digest(Split split) throws IOException {
    List<LabelledImage> all = new ArrayList<>(split.training());
    all.addAll(split.validation());
    return DataSetDigest.of(all);
  }

  private void train(Split split, TrainingLog log) throws IOException, InterruptedException {
    UNetShape shape = order.plan().shape();
    Dl4jTrainer trainer =
        new Dl4jTrainer(
            order.plan(),
            Samples.load(split.training(), shape.height(), shape.width()),
            Samples.load(split.validation(), shape.height(), shape.width()),
            folder,
            log);
    if (order.resume() && trainer.resume().isPresent()) {
      return;
    }
    if (order.from().isPresent()) {
      trainer.trainFrom(Files.readAllBytes(order.from().get()));
    } else {
      trainer.train();
    }
  }

  private static List<ScoredImage> scores(byte[] model, Split split)
      throws IOException, SegmentationException, BadModelException {
    try (OnnxSegmenter segmenter = OnnxSegmenter.open(model)) {
      return new IsicScoring(segmenter, MaskForm.ISIC).score(split.validation());
    }
  }
}
