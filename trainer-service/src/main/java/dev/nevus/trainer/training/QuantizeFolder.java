package dev.nevus.trainer.training;

import dev.nevus.event.EventJson;
import dev.nevus.image.RefusedException;
import dev.nevus.label.folder.LabelledImage;
import dev.nevus.model.Evaluation;
import dev.nevus.model.ModelManifest;
import dev.nevus.segment.GoldenAnswer;
import dev.nevus.segment.GoldenPicture;
import dev.nevus.segment.MaskForm;
import dev.nevus.segment.SegmentationException;
import dev.nevus.segment.onnx.BadModelException;
import dev.nevus.segment.onnx.OnnxSegmenter;
import dev.nevus.store.Sha256;
import dev.nevus.trainer.dataset.DataSetDigest;
import dev.nevus.trainer.dataset.Split;
import dev.nevus.trainer.evaluation.IsicScoring;
import dev.nevus.trainer.quantization.MakeSecondFile;
import dev.nevus.trainer.quantization.SecondFile;
import dev.nevus.trainer.quantization.SecondFilePolicy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Gives the model of a folder its second file, in 8 bits, or makes that anew: leaves {@code
 * model.int8.onnx} there and its part in {@code manifest.json}. The first file and the model's name
 * stay what they were.
 */
public final class QuantizeFolder {
  private static final long USUAL_SEED = 123;

  private final Path folder;
  private final byte[] onnx;
  private final ModelManifest manifest;

  private QuantizeFolder(Path folder, byte[] onnx, ModelManifest manifest) {
    this.folder = folder;
    this.onnx = onnx;
    this.manifest = manifest;
  }

  /**
   * Reads a model's folder.
   *
   * @throws IOException if there is no model with its manifest in it
   */
  public static QuantizeFolder at(Path folder) throws IOException {
    byte[] onnx = Files.readAllBytes(folder.resolve("model.onnx"));
    try {
      ModelManifest manifest =
          EventJson.fromJson(
              Files.readAllBytes(folder.resolve("manifest.json")), ModelManifest.class);
      if (!manifest.sha256().equals(Sha256.of(onnx))) {
        throw new IOException(
            "%s is not the file that the manifest beside it certifies"
                .formatted(folder.resolve("model.onnx")));
      }
      return new QuantizeFolder(folder, onnx, manifest);
    } catch (RefusedException e) {
      throw new IOException(folder.resolve("manifest.json") + " cannot be read", e);
    }
  }

  /**
   * The images as they were divided when the model was trained from folders.
   *
   * @param images all that it was trained from
   * @throws IOException if the manifest's seed cannot be read: another one would put images that
   *     the model learned from among those that it is compared on
   */
  public Split split(List<LabelledImage> images) throws IOException {
    return Split.of(images, TrainFromFolders.VALIDATION_SHARE, seed());
  }

  private long seed() throws IOException {
    String told = manifest.settings().get("seed");
    if (told == null) {
      return USUAL_SEED;
    }
    try {
      return Long.parseLong(told);
    } catch (NumberFormatException e) {
      throw new IOException(
          "the seed in %s is no whole number: nobody can tell how its images were divided"
              .formatted(folder.resolve("manifest.json")),
          e);
    }
  }

  /** Whether the model was trained from exactly these images and masks. */
  public boolean learnedFrom(List<LabelledImage> images) throws IOException {
    return manifest.data().sha256().equals(DataSetDigest.of(images));
  }

  /**
   * Makes the file.
   *
   * @return the manifest of both files, or empty if none could be made; then the folder stays as it
   *     is
   */
  public Optional<ModelManifest> quantize(Split split, SecondFilePolicy policy)
      throws IOException, InterruptedException, SegmentationException, BadModelException {
    GoldenPicture picture = picture();
    MakeSecondFile maker =
        new MakeSecondFile(policy, MaskForm.ISIC, Runtime.getRuntime().availableProcessors());
    Optional<SecondFile> second =
        maker.of(
            onnx,
            scores(split),
            new MakeSecondFile.Images(split.training(), split.validation()),
            picture);
    if (second.isEmpty()) {
      return Optional.empty();
    }
    ModelManifest both = second.get().beside(manifest);
    // A manifest never stands beside a file that it does not certify, not even for a moment.
    Path certificate = folder.resolve("manifest.json");
    WholeFile.replace(certificate, EventJson.toJson(manifest.withoutInt8()));
    WholeFile.replace(folder.resolve("model.int8.onnx"), second.get().onnx());
    WholeFile.replace(certificate, EventJson.toJson(both));
    return Optional.of(both);
  }

  /** The one that the first file's answer is of. */
  private GoldenPicture picture() throws IOException {
    Path file = folder.resolve("golden.png");
    GoldenPicture picture =
        Files.exists(file) ? GoldenPicture.of(Files.readAllBytes(file)) : GoldenPicture.drawn();
    Optional<String> answered = manifest.golden().map(GoldenAnswer::picture);
    if (answered.isPresent() && !answered.get().equals(Sha256.of(picture.png()))) {
      throw new IOException(
          "%s is not the picture that the manifest beside it has an answer to".formatted(file));
    }
    return picture;
  }

  private Evaluation scores(Split split)
      throws IOException, SegmentationException, BadModelException {
    try (OnnxSegmenter segmenter = OnnxSegmenter.open(onnx)) {
      return IsicScoring.summary(
          new IsicScoring(segmenter, MaskForm.ISIC).score(split.validation()));
    }
  }
}
