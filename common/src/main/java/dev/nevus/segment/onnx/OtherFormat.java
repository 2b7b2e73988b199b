package dev.nevus.segment.onnx;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.nevus.segment.onnx.BadModelException.Code;

/** Model files of other formats, told by their first bytes so that the answer can be of use. */
enum OtherFormat {
  ZIP(0, "PK\3\4", "a zip archive, as PyTorch (.pt) and Keras (.keras) write it"),
  HDF5(0, "\u0089HDF", "an HDF5 file, as Keras (.h5) writes it"),
  /** The engine reads this, too, and would: it must not get past a reader of ONNX alone. */
  RUNTIME(4, "ORTM", "in ONNX Runtime's own format"),
  LITE(4, "TFL3", "in TensorFlow Lite's format");

  private final int at;
  private final String signature;
  private final String words;

  OtherFormat(int at, String signature, String words) {
    this.at = at;
    this.signature = signature;
    this.words = words;
  }

  /**
   * @throws BadModelException if the file is empty or of another format
   */
  static void refuse(byte[] file) throws BadModelException {
    if (file.length == 0) {
      throw new BadModelException(Code.NOT_ONNX, "the file is empty; export or copy it anew");
    }
    for (OtherFormat format : values()) {
      if (format.matches(file)) {
        throw new BadModelException(
            Code.NOT_ONNX,
            "the file is " + format.words + ", not an ONNX model; export it to ONNX");
      }
    }
  }

  private boolean matches(byte[] file) {
    return file.length >= at + signature.length()
        && new String(file, at, signature.length(), ISO_8859_1).equals(signature);
  }
}
