package dev.nevus.worker.model;

import dev.nevus.model.ModelFiles;
import dev.nevus.model.ModelId;
import dev.nevus.model.ModelManifest;
import dev.nevus.model.Precision;
import dev.nevus.model.QuantizedFiles;
import dev.nevus.segment.GoldenAnswer;
import dev.nevus.segment.GoldenPicture;
import dev.nevus.segment.ModelInput;
import dev.nevus.segment.SegmentationException;
import dev.nevus.segment.onnx.BadModelException;
import dev.nevus.segment.onnx.OnnxSegmenter;
import dev.nevus.segment.onnx.TinyOnnx;
import dev.nevus.store.Sha256;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** A small model with its birth certificate. Immutable: each change gives another one. */
public record TestModel(ModelManifest manifest, ModelFiles files) {
  private static final ModelInput INPUT = new ModelInput(32, 16);
  private static final Instant MADE = Instant.parse("2026-11-23T01:00:00Z");
  private static final byte[] PICTURE = GoldenPicture.drawn().png();

  /** A sound model with a golden answer; another border between skin and lesion, another model. */
  public static TestModel sound(double border) {
    byte[] onnx = recipe().withBorder((float) border).bytes();
    try (OnnxSegmenter segmenter = OnnxSegmenter.open(onnx)) {
      return of(onnx, Optional.of(GoldenPicture.of(PICTURE).answer(segmenter)), INPUT);
    } catch (BadModelException | SegmentationException e) {
      throw new AssertionError(e);
    }
  }

  /** A model of any file, which has no golden answer. */
  public static TestModel bare(byte[] onnx) {
    return of(onnx, Optional.empty(), INPUT);
  }

  /** The recipe of all of them. */
  public static TinyOnnx recipe() {
    return TinyOnnx.of(INPUT);
  }

  /** The same with another answer in its manifest. */
  public TestModel answering(GoldenAnswer answer) {
    return of(files.onnx(), Optional.of(answer), INPUT);
  }

  /** The same with another size in its manifest. */
  public TestModel said(ModelInput input) {
    return of(files.onnx(), manifest.golden(), input);
  }

  /**
   * The same with a second file, which is another model's.
   *
   * @param answer what the certificate says that the second file makes of the golden picture
   */
  public TestModel withInt8(byte[] file, Precision serves, GoldenAnswer answer) {
    return new TestModel(
        manifest.withInt8(QuantizedFiles.of(file, serves, Optional.of(answer))),
        files.withInt8(file));
  }

  public ModelId id() {
    return manifest.model();
  }

  /** The golden picture of all of them. */
  public static byte[] picture() {
    return PICTURE.clone();
  }

  private static TestModel of(byte[] onnx, Optional<GoldenAnswer> golden, ModelInput input) {
    ModelManifest manifest =
        new ModelManifest(
            ModelId.of(MADE, onnx),
            Sha256.of(onnx),
            onnx.length,
            input.width(),
            input.height(),
            "darkness",
            ModelManifest.TrainingData.UNKNOWN,
            Map.of(),
            Map.of(),
            Map.of(),
            golden,
            Optional.empty(),
            MADE);
    return new TestModel(
        manifest, golden.isPresent() ? ModelFiles.of(onnx, PICTURE) : ModelFiles.of(onnx));
  }
}
