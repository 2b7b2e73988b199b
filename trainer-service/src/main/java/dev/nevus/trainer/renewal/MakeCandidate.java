package dev.nevus.trainer.renewal;

import dev.nevus.event.EventJson;
import dev.nevus.image.RefusedException;
import dev.nevus.label.DataSet;
import dev.nevus.label.Side;
import dev.nevus.model.Evaluation;
import dev.nevus.model.ModelFiles;
import dev.nevus.model.ModelManifest;
import dev.nevus.segment.GoldenPicture;
import dev.nevus.segment.MaskForm;
import dev.nevus.segment.SegmentationException;
import dev.nevus.segment.onnx.BadModelException;
import dev.nevus.segment.onnx.ModelCheck;
import dev.nevus.segment.onnx.OnnxSegmenter;
import dev.nevus.store.Keys;
import dev.nevus.store.NoSuchObject;
import dev.nevus.store.ObjectKey;
import dev.nevus.store.StoreException;
import dev.nevus.trainer.evaluation.IsicScoring;
import dev.nevus.trainer.training.NativeBackend;
import dev.nevus.trainer.training.TrainingRecord;
import dev.nevus.trainer.unet.FlipAveraging;
import dev.nevus.training.TrainingJob;
import java.io.IOException;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;

/**
 * Makes a model version of a net that was learned: checks that it can serve, scores it on the
 * validation images, and writes its birth certificate. The certificate is kept with the training
 * before anything is published, so that whoever takes over publishes the same version.
 */
final class MakeCandidate {
  private static final String FILE = "candidate.json";
  private static final String JSON = "application/json";

  private final Desk desk;
  private final LocalImages images;
  private final MaskForm form;
  private final NativeBackend backend;

  MakeCandidate(Desk desk, LocalImages images, MaskForm form, NativeBackend backend) {
    this.desk = desk;
    this.images = images;
    this.form = form;
    this.backend = backend;
  }

  /**
   * The certificate that was kept, or empty before there was one.
   *
   * @throws StoreException if the store is away, or what it has is damaged
   */
  Optional<ModelManifest> kept(int training) throws StoreException {
    ObjectKey key = Keys.training(training, FILE);
    try {
      return Optional.of(EventJson.fromJson(desk.store().get(key), ModelManifest.class));
    } catch (NoSuchObject e) {
      return Optional.empty();
    } catch (RefusedException e) {
      throw new StoreException("the object " + key + " is damaged", e);
    }
  }

  /**
   * Returns once the certificate is durable.
   *
   * @param learned how many images it learned from
   */
  Candidate make(TrainingJob job, DataSet set, int learned, byte[] onnx)
      throws IOException, InterruptedException, BadModelException, SegmentationException {
    GoldenPicture picture = GoldenPicture.drawn();
    ModelFiles files = ModelFiles.of(onnx, picture.png());
    Optional<ModelManifest> before = kept(job.number());
    if (before.isPresent() && before.get().certifies(files)) {
      return new Candidate(before.get(), files);
    }
    ModelCheck.DEFAULT.check(onnx);
    ModelManifest manifest = certificate(job, set, learned, onnx, picture);
    desk.store().put(Keys.training(job.number(), FILE), EventJson.toJson(manifest), JSON);
    return new Candidate(manifest, files);
  }

  private ModelManifest certificate(
      TrainingJob job, DataSet set, int learned, byte[] onnx, GoldenPicture picture)
      throws IOException, InterruptedException, BadModelException, SegmentationException {
    try (OnnxSegmenter segmenter = OnnxSegmenter.open(onnx)) {
      Evaluation validation =
          IsicScoring.summary(
              new IsicScoring(segmenter, form).score(images.pairs(set.of(Side.VALIDATION))));
      TrainingRecord record =
          new TrainingRecord(
              LearnModel.plan(job),
              FlipAveraging.NONE,
              data(job, set, learned),
              TrainingRecord.CODE_VERSION,
              backend);
      return record.manifest(
          onnx,
          Map.of("validation", validation),
          Optional.of(picture.answer(segmenter)),
          desk.clock().instant().truncatedTo(ChronoUnit.SECONDS));
    }
  }

  private static ModelManifest.TrainingData data(TrainingJob job, DataSet set, int learned) {
    return new ModelManifest.TrainingData(
        "labels of training " + job.number(),
        job.dataSet(),
        learned,
        set.of(Side.VALIDATION).size(),
        "ledger: keyed hash of patient, lesion or id, near duplicates together; labels: "
            + set.labelPolicy(),
        "of the labels' owners");
  }
}
