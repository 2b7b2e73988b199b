package dev.nevus.trainer.report.tensorboard;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Writes one protobuf message field by field, in the <a
 * href="https://protobuf.dev/programming-guides/encoding/">wire format</a>: only the kinds that an
 * event has.
 */
final class Protobuf {
  private static final int VARINT = 0;
  private static final int EIGHT_BYTES = 1;
  private static final int LENGTH_FIRST = 2;
  private static final int FOUR_BYTES = 5;

  private final ByteArrayOutputStream message = new ByteArrayOutputStream();

  Protobuf whole(int field, long value) {
    tag(field, VARINT);
    varint(value);
    return this;
  }

  Protobuf decimal(int field, double value) {
    tag(field, EIGHT_BYTES);
    littleEndian(Double.doubleToLongBits(value), Double.BYTES);
    return this;
  }

  Protobuf decimal(int field, float value) {
    tag(field, FOUR_BYTES);
    littleEndian(Float.floatToIntBits(value), Float.BYTES);
    return this;
  }

  Protobuf text(int field, String value) {
    return bytes(field, value.getBytes(StandardCharsets.UTF_8));
  }

  Protobuf nested(int field, Protobuf value) {
    return bytes(field, value.toBytes());
  }

  Protobuf bytes(int field, byte[] value) {
    tag(field, LENGTH_FIRST);
    varint(value.length);
    message.writeBytes(value);
    return this;
  }

  byte[] toBytes() {
    return message.toByteArray();
  }

  private void tag(int field, int kind) {
    varint(((long) field << 3) | kind);
  }

  private void varint(long value) {
    long rest = value;
    while ((rest & ~0x7fL) != 0) {
      message.write((int) ((rest & 0x7f) | 0x80));
      rest >>>= 7;
    }
    message.write((int) rest);
  }

  private void littleEndian(long bits, int bytes) {
    for (int i = 0; i < bytes; i++) {
      message.write((int) (bits >>> (8 * i)));
    }
  }
}
