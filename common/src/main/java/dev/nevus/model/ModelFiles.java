package dev.nevus.model;

import java.util.Optional;

/**
 * The files of a model version. Immutable as long as nobody writes into their bytes, which are not
 * copied.
 */
public final class ModelFiles {
  private final byte[] onnx;
  private final byte[] golden;

  private ModelFiles(byte[] onnx, byte[] golden) {
    this.onnx = onnx;
    this.golden = golden;
  }

  /** With the picture that its manifest's golden answer is of. */
  public static ModelFiles of(byte[] onnx, byte[] golden) {
    return new ModelFiles(onnx, golden);
  }

  /** Without a golden picture: of a model whose manifest has no golden answer. */
  public static ModelFiles of(byte[] onnx) {
    return new ModelFiles(onnx, new byte[0]);
  }

  /** The network. */
  public byte[] onnx() {
    return onnx;
  }

  /** The golden picture, a PNG. */
  public Optional<byte[]> golden() {
    return golden.length == 0 ? Optional.empty() : Optional.of(golden);
  }

  @Override
  public String toString() {
    return "ModelFiles[" + onnx.length + " and " + golden.length + " bytes]";
  }
}
