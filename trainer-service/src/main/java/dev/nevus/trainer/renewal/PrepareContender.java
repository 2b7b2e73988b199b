package dev.nevus.trainer.renewal;

import dev.nevus.label.DataSet;
import dev.nevus.label.Side;
import dev.nevus.label.folder.LabelledImage;
import dev.nevus.model.ModelFiles;
import dev.nevus.model.ModelManifest;
import dev.nevus.model.VerifiedVersion;
import dev.nevus.segment.GoldenAnswer;
import dev.nevus.segment.GoldenPicture;
import dev.nevus.segment.SegmentationException;
import dev.nevus.segment.onnx.BadModelException;
import dev.nevus.segment.onnx.OnnxSegmenter;
import dev.nevus.trainer.dataset.Samples;
import dev.nevus.trainer.promotion.Contender;
import dev.nevus.trainer.promotion.Parity;
import dev.nevus.trainer.unet.UNetShape;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** Finds out about a model version that is to be judged what no image tells. For one thread. */
final class PrepareContender {
  private static final int PARITY_IMAGES = 8;

  private final LocalImages images;

  PrepareContender(LocalImages images) {
    this.images = images;
  }

  /**
   * What is known of an open version beside its scores.
   *
   * @param open the version's file that would serve here; stays the caller's
   * @param set whose validation images show how far the net and its export are apart
   */
  Contender of(VerifiedVersion version, OpenVersion open, DataSet set)
      throws IOException, InterruptedException, SegmentationException, BadModelException {
    ModelManifest manifest = version.manifest();
    Optional<GoldenAnswer> golden = manifest.golden(open.precision());
    boolean goldenIsRight =
        version.files().golden().isPresent()
            && golden.isPresent()
            && GoldenPicture.of(version.files().golden().get())
                .answer(open.segmenter(), golden.get())
                .agreesWith(golden.get());
    try (OnnxSegmenter floats = OnnxSegmenter.open(version.files().onnx())) {
      OptionalDouble parity = parity(manifest, version.files(), floats, set);
      return new Contender(manifest.model(), open.segmenter(), goldenIsRight, parity);
    }
  }

  /** Of the file in floats, and only of a net that this trainer could have made. */
  private OptionalDouble parity(
      ModelManifest manifest, ModelFiles files, OnnxSegmenter segmenter, DataSet set)
      throws IOException, InterruptedException, SegmentationException {
    Optional<UNetShape> shape = UNetShape.parse(manifest.architecture());
    if (shape.isEmpty()) {
      return OptionalDouble.empty();
    }
    List<DataSet.Entry> validation = set.of(Side.VALIDATION);
    List<LabelledImage> some =
        images.pairs(validation.subList(0, Math.min(PARITY_IMAGES, validation.size())));
    try {
      Parity parity = Parity.restoring(files.onnx(), shape.get());
      return OptionalDouble.of(
          parity.largestDifference(
              segmenter, Samples.load(some, shape.get().height(), shape.get().width())));
    } catch (IllegalArgumentException e) {
      // Its certificate speaks of a net of ours, but the file holds another, as with mirror images.
      return OptionalDouble.empty();
    }
  }
}
