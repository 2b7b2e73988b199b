package dev.nevus.model;

import dev.nevus.store.Sha256;
import java.time.Instant;
import java.util.Map;

/**
 * A model's birth certificate: no model without one.
 *
 * @param model its name
 * @param sha256 digest of the ONNX file, 64 hex digits
 * @param bytes size of the ONNX file
 * @param inputWidth columns that the network takes
 * @param inputHeight rows that the network takes
 * @param architecture in words, for example {@code U-Net, 16 to 256 channels}
 * @param data what it learned from
 * @param settings of the training, name to value, in reading order
 * @param scores name of the image set to how well the model did on it
 * @param runtime code version, JVM and engine that trained it
 * @param at when it was exported
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
    Instant at) {

  /**
   * What a model learned from.
   *
   * @param name for people
   * @param sha256 digest over the sorted digests of all images and masks
   * @param trainingImages how many it learned from
   * @param validationImages how many chose its best epoch
   * @param split how images were assigned, in words
   * @param licence of the images
   */
  public record TrainingData(
      String name,
      String sha256,
      int trainingImages,
      int validationImages,
      String split,
      String licence) {}

  /** Whether {@code file} is the file that this manifest certifies. */
  public boolean certifies(byte[] file) {
    return file.length == bytes && Sha256.of(file).equals(sha256) && model.names(file);
  }
}
