package dev.nevus.trainer.renewal;

import dev.nevus.event.EventJson;
import dev.nevus.image.RefusedException;
import dev.nevus.label.DataSet;
import dev.nevus.label.folder.Manifest;
import dev.nevus.mask.Overlap;
import dev.nevus.model.Evaluation;
import dev.nevus.model.ModelFiles;
import dev.nevus.model.ModelManifest;
import dev.nevus.segment.GoldenPicture;
import dev.nevus.segment.MaskForm;
import dev.nevus.segment.SegmentationException;
import dev.nevus.segment.onnx.BadModelException;
import dev.nevus.segment.onnx.ModelCheck;
import dev.nevus.segment.onnx.OnnxSegmenter;
import dev.nevus.store.DamagedObject;
import dev.nevus.store.Keys;
import dev.nevus.store.NoSuchObject;
import dev.nevus.store.ObjectKey;
import dev.nevus.store.StoreException;
import dev.nevus.trainer.evaluation.EvaluateModel;
import dev.nevus.trainer.evaluation.EvaluatedImage;
import dev.nevus.trainer.evaluation.IsicScoring;
import dev.nevus.trainer.quantization.MakeSecondFile;
import dev.nevus.trainer.training.NativeBackend;
import dev.nevus.trainer.training.TrainingRecord;
import dev.nevus.trainer.unet.FlipAveraging;
import dev.nevus.training.TrainingJob;
import java.io.IOException;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Makes a model version of a net that was learned: checks that it can serve, scores it on the
 * validation images, and writes its birth certificate. The certificate is kept with the training
 * before anything is published, so that whoever takes over publishes the same version.
 */
final class MakeCandidate {
  private static final String FILE = "candidate.json";
  private static final String SECOND_FILE = "candidate.int8.onnx";
  private static final String BYTES = "application/octet-stream";
  private static final String JSON = "application/json";
  private static final String VALIDATION = "validation";

  private final Desk desk;
  private final MaskForm form;
  private final MakeSecondFile second;
  private final NativeBackend backend;

  /**
   * @param form of the masks that are scored
   */
  MakeCandidate(Desk desk, MaskForm form, MakeSecondFile second, NativeBackend backend) {
    this.desk = desk;
    this.form = form;
    this.second = second;
    this.backend = backend;
  }

  /**
   * The certificate that was kept, or empty before there was one.
   *
   * @throws DamagedObject if it cannot be read
   * @throws StoreException if the store is away
   */
  Optional<ModelManifest> kept(int training) throws StoreException {
    ObjectKey key = Keys.training(training, FILE);
    try {
      return Optional.of(EventJson.fromJson(desk.store().get(key), ModelManifest.class));
    } catch (NoSuchObject e) {
      return Optional.empty();
    } catch (RefusedException e) {
      throw new DamagedObject(key, e);
    }
  }

  /** Returns once the certificate is durable. */
  Candidate make(TrainingJob job, DataSet set, Material material, byte[] onnx)
      throws IOException, InterruptedException, BadModelException, SegmentationException {
    GoldenPicture picture = GoldenPicture.drawn();
    ModelFiles files = ModelFiles.of(onnx, picture.png());
    Optional<Candidate> before = kept(job.number(), files);
    if (before.isPresent()) {
      return before.get();
    }
    ModelCheck.DEFAULT.check(onnx);
    ModelManifest manifest = certificate(job, set, material, onnx, picture);
    Candidate made = withSecondFile(new Candidate(manifest, files), material, picture);
    if (made.files().int8().isPresent()) {
      byte[] inEightBits = made.files().int8().get();
      desk.store().put(Keys.training(job.number(), SECOND_FILE), inEightBits, BYTES);
    }
    desk.store().put(Keys.training(job.number(), FILE), EventJson.toJson(made.manifest()), JSON);
    return made;
  }

  /**
   * What was made before; the time that chose the file that serves would not come out the same
   * again.
   */
  private Optional<Candidate> kept(int training, ModelFiles first) throws StoreException {
    Optional<ModelManifest> manifest = kept(training);
    if (manifest.isEmpty()) {
      return Optional.empty();
    }
    ModelFiles files = first;
    if (manifest.get().int8().isPresent()) {
      try {
        files = first.withInt8(desk.store().get(Keys.training(training, SECOND_FILE)));
      } catch (NoSuchObject e) {
        return Optional.empty();
      }
    }
    return manifest.get().certifies(files)
        ? Optional.of(new Candidate(manifest.get(), files))
        : Optional.empty();
  }

  private Candidate withSecondFile(Candidate first, Material material, GoldenPicture picture)
      throws IOException, InterruptedException {
    Evaluation scores = Objects.requireNonNull(first.manifest().scores().get(VALIDATION));
    return second
        .of(
            first.files().onnx(),
            scores,
            new MakeSecondFile.Images(material.training(), material.validation()),
            picture)
        .map(made -> new Candidate(made.beside(first.manifest()), made.beside(first.files())))
        .orElse(first);
  }

  private ModelManifest certificate(
      TrainingJob job, DataSet set, Material material, byte[] onnx, GoldenPicture picture)
      throws IOException, InterruptedException, BadModelException, SegmentationException {
    try (OnnxSegmenter segmenter = OnnxSegmenter.open(onnx)) {
      TrainingRecord record =
          new TrainingRecord(
              LearnModel.plan(job),
              FlipAveraging.NONE,
              data(job, set, material),
              TrainingRecord.CODE_VERSION,
              backend);
      return record.manifest(
          onnx,
          Map.of(VALIDATION, scores(segmenter, material)),
          Optional.of(picture.answer(segmenter)),
          desk.clock().instant().truncatedTo(ChronoUnit.SECONDS));
    }
  }

  private Evaluation scores(OnnxSegmenter segmenter, Material material)
      throws IOException, InterruptedException, SegmentationException {
    IsicScoring scoring = new IsicScoring(segmenter, form);
    List<Overlap> overlaps =
        new EvaluateModel(scoring, Optional.empty(), Manifest.NONE, Several.AT_ONCE)
            .evaluate(material.validation(), done -> {}).stream()
                .map(EvaluatedImage::overlap)
                .toList();
    return IsicScoring.means(overlaps);
  }

  private static ModelManifest.TrainingData data(TrainingJob job, DataSet set, Material material) {
    return new ModelManifest.TrainingData(
        "labels of training " + job.number(),
        job.dataSet(),
        material.training().size(),
        material.validation().size(),
        "ledger: keyed hash of patient, lesion or id, near duplicates together; labels: "
            + set.labelPolicy(),
        "of the labels' owners");
  }
}
