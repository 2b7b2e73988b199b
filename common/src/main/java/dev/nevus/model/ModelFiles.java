package dev.nevus.model;

import java.util.Optional;

/**
 * The files of a model version. Immutable as long as nobody writes into their bytes, which are not
 * copied.
 */
public final class ModelFiles {
  private static final byte[] NONE = {};

  private final byte[] onnx;
  private final byte[] golden;
  private final byte[] int8;

  private ModelFiles(byte[] onnx, byte[] golden, byte[] int8) {
    this.onnx = onnx;
    this.golden = golden;
    this.int8 = int8;
  }

  /** With the picture that its manifest's golden answer is of. */
  public static ModelFiles of(byte[] onnx, byte[] golden) {
    return new ModelFiles(onnx, golden, NONE);
  }

  /** Without a golden picture: of a model whose manifest has no golden answer. */
  public static ModelFiles of(byte[] onnx) {
    return new ModelFiles(onnx, NONE, NONE);
  }

  /** The same and the network in 8 bits. */
  public ModelFiles withInt8(byte[] network) {
    return new ModelFiles(onnx, golden, network);
  }

  /** The network in floats. */
  public byte[] onnx() {
    return onnx;
  }

  /** The golden picture, a PNG. */
  public Optional<byte[]> golden() {
    return golden.length == 0 ? Optional.empty() : Optional.of(golden);
  }

  /** The network in 8 bits. */
  public Optional<byte[]> int8() {
    return int8.length == 0 ? Optional.empty() : Optional.of(int8);
  }

  /**
   * The network in these numbers.
   *
   * @throws IllegalArgumentException if there is no such file
   */
  public byte[] network(Precision precision) {
    if (precision == Precision.F32) {
      return onnx;
    }
    return int8().orElseThrow(() -> new IllegalArgumentException("there is no file in 8 bits"));
  }

  @Override
  public String toString() {
    return "ModelFiles[%d, %d and %d bytes]".formatted(onnx.length, golden.length, int8.length);
  }
}
