package dev.nevus.segment.onnx;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;

/** A protobuf message under construction. */
final class OnnxMessage {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  OnnxMessage number(int field, long value) {
    variable(field << 3);
    variable(value);
    return this;
  }

  OnnxMessage text(int field, String text) {
    return field(field, text.getBytes(UTF_8));
  }

  OnnxMessage add(int field, OnnxMessage message) {
    return field(field, message.bytes());
  }

  OnnxMessage field(int field, byte[] bytes) {
    variable((field << 3) | 2);
    variable(bytes.length);
    out.writeBytes(bytes);
    return this;
  }

  /** Bytes as they are, whatever they encode. */
  OnnxMessage raw(byte[] bytes) {
    out.writeBytes(bytes);
    return this;
  }

  byte[] bytes() {
    return out.toByteArray();
  }

  private void variable(long value) {
    long rest = value;
    while (rest > 0x7F) {
      out.write((int) ((rest & 0x7F) | 0x80));
      rest >>>= 7;
    }
    out.write((int) rest);
  }
}
