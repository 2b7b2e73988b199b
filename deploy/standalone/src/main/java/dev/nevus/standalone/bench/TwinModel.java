package dev.nevus.standalone.bench;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.ByteBuffer;

/** The same network in a file of other bytes: another model to Nevus, equal in cost and masks. */
public final class TwinModel {
  /** Field 6 of ModelProto in onnx.proto, of a length to follow: {@code doc_string}. */
  private static final byte DOC_STRING = 6 << 3 | 2;

  private static final int LONGEST = 127;

  private TwinModel() {}

  /**
   * The file with a remark. Fields of a protobuf file come in any order, so it is appended.
   *
   * @param remark 1 to 127 characters of ASCII
   */
  public static byte[] of(byte[] onnx, String remark) {
    byte[] text = remark.getBytes(US_ASCII);
    if (text.length < 1 || text.length > LONGEST) {
      throw new IllegalArgumentException("a remark of 1 to " + LONGEST + " characters, please");
    }
    return ByteBuffer.allocate(onnx.length + 2 + text.length)
        .put(onnx)
        .put(DOC_STRING)
        .put((byte) text.length)
        .put(text)
        .array();
  }
}
