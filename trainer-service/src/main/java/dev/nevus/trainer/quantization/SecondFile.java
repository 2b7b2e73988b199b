package dev.nevus.trainer.quantization;

import dev.nevus.model.ModelFiles;
import dev.nevus.model.ModelManifest;
import dev.nevus.model.QuantizedFile;
import dev.nevus.segment.GoldenAnswer;
import java.util.Optional;

/**
 * A model in 8 bits and what its version's birth certificate says of it. Immutable as long as
 * nobody writes into its bytes, which are not copied.
 */
public final class SecondFile {
  private final byte[] onnx;
  private final QuantizedFile certificate;

  SecondFile(byte[] onnx, QuantizedFile certificate) {
    this.onnx = onnx;
    this.certificate = certificate;
  }

  /** The file. */
  public byte[] onnx() {
    return onnx;
  }

  /** What is said of it. */
  public QuantizedFile certificate() {
    return certificate;
  }

  /** The version's files with this one. */
  public ModelFiles beside(ModelFiles first) {
    return first.withInt8(onnx);
  }

  /**
   * The version's certificate with this file.
   *
   * @throws IllegalArgumentException if the golden answers are of two pictures: a version has one
   */
  public ModelManifest beside(ModelManifest first) {
    Optional<String> mine = certificate.golden().map(GoldenAnswer::picture);
    Optional<String> its = first.golden().map(GoldenAnswer::picture);
    if (its.isPresent() && !its.equals(mine)) {
      throw new IllegalArgumentException(
          "the golden picture of "
              + first.model()
              + " is not the one that its second file answers");
    }
    return first.withInt8(certificate);
  }

  @Override
  public String toString() {
    return "SecondFile[" + onnx.length + " bytes, " + certificate.serving() + "]";
  }
}
