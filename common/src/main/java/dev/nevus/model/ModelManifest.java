package dev.nevus.model;

import dev.nevus.segment.GoldenAnswer;
import dev.nevus.store.Sha256;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * A model's birth certificate: no model without one. Of a model that was brought as a file little
 * is known; its certificate says so in words and has no scores.
 *
 * @param model its name
 * @param sha256 digest of the ONNX file in floats, 64 hex digits
 * @param bytes size of that file
 * @param inputWidth columns that the network takes
 * @param inputHeight rows that the network takes
 * @param architecture in words, for example {@code U-Net, 16 to 256 channels}
 * @param data what it learned from
 * @param settings of the training, name to value, in reading order
 * @param scores name of the image set to how well the model did on it, in floats; empty before it
 *     was scored
 * @param runtime code version, JVM and engine that trained it, or where else it came from
 * @param golden what it makes of its golden picture; empty for a model from before there were any
 * @param int8 the same network in 8 bits; empty for a version of one file
 * @param at when it was exported, or brought
 */
public record ModelManifest(
    ModelId model,
    String sha256,
    long bytes,
    int inputWidth,
    int inputHeight,
    String architecture,
    TrainingData data,
    Map<String, String> settings,
    Map<String, Evaluation> scores,
    Map<String, String> runtime,
    Optional<GoldenAnswer> golden,
    Optional<QuantizedFile> int8,
    Instant at) {

  /**
   * What a model learned from.
   *
   * @param name for people
   * @param sha256 digest over the sorted digests of all images and masks; empty where not known
   * @param trainingImages how many it learned from; 0 where not known
   * @param validationImages how many chose its best epoch; 0 where not known
   * @param split how images were assigned, in words
   * @param licence of the images
   */
  public record TrainingData(
      String name,
      String sha256,
      int trainingImages,
      int validationImages,
      String split,
      String licence) {
    /** Of a model whose maker did not say. */
    public static final TrainingData UNKNOWN =
        new TrainingData("not known", "", 0, 0, "not known", "not known");
  }

  /** Whether {@code files} are the files that this manifest certifies. */
  public boolean certifies(ModelFiles files) {
    byte[] onnx = files.onnx();
    return onnx.length == bytes
        && model.namesDigest(sha256)
        && Sha256.of(onnx).equals(sha256)
        && files.golden().map(Sha256::of).equals(golden.map(GoldenAnswer::picture))
        && files.int8().map(Sha256::of).equals(int8.map(QuantizedFile::sha256));
  }

  /** Which of the files serves. */
  public Precision serves() {
    return int8.map(file -> file.serving().precision()).orElse(Precision.F32);
  }

  /** What a file makes of the golden picture; empty where there is no such file, or no answer. */
  public Optional<GoldenAnswer> golden(Precision precision) {
    return precision == Precision.F32 ? golden : int8.flatMap(QuantizedFile::golden);
  }

  /** The same with other scores: a manifest is changed only before it is published. */
  public ModelManifest withScores(Map<String, Evaluation> others) {
    return with(others, golden, int8);
  }

  /** The same with an answer of its own: a manifest is changed only before it is published. */
  public ModelManifest withGolden(GoldenAnswer answer) {
    return with(scores, Optional.of(answer), int8);
  }

  /** The same with a second file: a manifest is changed only before it is published. */
  public ModelManifest withInt8(QuantizedFile file) {
    return with(scores, golden, Optional.of(file));
  }

  /** The same of the first file alone: a manifest is changed only before it is published. */
  public ModelManifest withoutInt8() {
    return with(scores, golden, Optional.empty());
  }

  private ModelManifest with(
      Map<String, Evaluation> itsScores,
      Optional<GoldenAnswer> itsAnswer,
      Optional<QuantizedFile> second) {
    return new ModelManifest(
        model,
        sha256,
        bytes,
        inputWidth,
        inputHeight,
        architecture,
        data,
        settings,
        itsScores,
        runtime,
        itsAnswer,
        second,
        at);
  }
}
