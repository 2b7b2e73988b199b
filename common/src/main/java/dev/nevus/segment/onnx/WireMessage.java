package dev.nevus.segment.onnx;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.nevus.segment.onnx.BadModelException.Code;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * One message of a protobuf file, read field by field where it lies: nothing is copied and nothing
 * is kept, so that a hostile file costs no more than its own bytes. Stricter than protobuf where
 * readers disagree (tags of more than 32 bits, groups): what is read here is what the engine reads,
 * or it is refused.
 *
 * <p>A cursor, used like {@code while (message.next()) ...}; what the accessors tell is the current
 * field's. Not for several threads.
 *
 * @see <a href="https://protobuf.dev/programming-guides/encoding/">the wire format</a>
 */
final class WireMessage {
  /** Protobuf's own readers stop there, too. */
  static final int MAX_DEPTH = 100;

  private static final int VARIABLE = 0;
  private static final int FIXED_64 = 1;
  private static final int LENGTH = 2;
  private static final int FIXED_32 = 5;
  private static final int LONGEST_NUMBER = 10;
  private static final int LONGEST_TAG = 5;
  private static final int LONGEST_TEXT = 80;

  private final byte[] file;
  private final int end;
  private final int depth;
  private int at;
  private int field;
  private int type;
  private long number;
  private int from;

  private WireMessage(byte[] file, int from, int end, int depth) {
    this.file = file;
    this.at = from;
    this.end = end;
    this.depth = depth;
  }

  /** The whole file as one message; the array stays the caller's and must not change. */
  static WireMessage of(byte[] file) {
    return new WireMessage(file, 0, file.length, 0);
  }

  /**
   * Moves to the next field.
   *
   * @return false at the end
   * @throws BadModelException if there is no field, or it does not fit into its message
   */
  boolean next() throws BadModelException {
    if (at == end) {
      return false;
    }
    long tag = variable(LONGEST_TAG);
    field = (int) (tag >>> 3);
    type = (int) (tag & 7);
    if (tag > 0xFFFF_FFFFL || field == 0) {
      throw broken("there is no field at byte " + at);
    }
    switch (type) {
      case VARIABLE -> number = variable(LONGEST_NUMBER);
      case FIXED_64 -> skip(Long.BYTES);
      case FIXED_32 -> skip(Integer.BYTES);
      case LENGTH -> skip(variable(LONGEST_TAG));
      default -> throw broken("there is no field at byte " + at);
    }
    return true;
  }

  /** Moves to the next of several numbers of variable length in one field. */
  boolean nextPacked() throws BadModelException {
    if (at == end) {
      return false;
    }
    type = VARIABLE;
    number = variable(LONGEST_NUMBER);
    return true;
  }

  /** The field's number. */
  int field() {
    return field;
  }

  /** Whether the field is a message, a text, bytes, or several numbers in one. */
  boolean isNested() {
    return type == LENGTH;
  }

  /** Whether the field is a number of variable length: {@link #number()}. */
  boolean isNumber() {
    return type == VARIABLE;
  }

  /** The number; where the field is none, that of the last field that was one. */
  long number() {
    return number;
  }

  /** The bytes of a nested field or of a number of fixed length, little endian. */
  ByteBuffer bytes() {
    return ByteBuffer.wrap(file, from, at - from).slice().order(ByteOrder.LITTLE_ENDIAN);
  }

  /** The nested field as text, fit to be shown: cut after 80 bytes, control characters replaced. */
  String text() {
    int length = Math.min(at - from, LONGEST_TEXT);
    String text = Shown.text(new String(file, from, length, UTF_8), LONGEST_TEXT);
    return length < at - from ? text + "..." : text;
  }

  /** The nested field as a message, at its beginning. */
  WireMessage message() throws BadModelException {
    if (depth == MAX_DEPTH) {
      throw broken("its parts are nested more than " + MAX_DEPTH + " deep");
    }
    return new WireMessage(file, from, at, depth + 1);
  }

  /** The same message again, at its beginning. */
  WireMessage again(int start) {
    return new WireMessage(file, start, end, depth);
  }

  /** Where the cursor stands, for {@link #again(int)}. */
  int position() {
    return at;
  }

  private void skip(long length) throws BadModelException {
    if (length > end - at) {
      throw broken(
          "the part at byte %d is said to be longer than what is left, as after an incomplete copy"
              .formatted(at));
    }
    from = at;
    at += (int) length;
  }

  /** Seven bits a byte, the lowest first; the eighth says that more follow. */
  private long variable(int longest) throws BadModelException {
    long value = 0;
    for (int i = 0; i < longest; i++) {
      if (at == end) {
        throw broken("it ends in the middle of a number, as after an incomplete copy");
      }
      byte next = file[at++];
      value |= (long) (next & 0x7F) << (7 * i);
      if (next >= 0) {
        return value;
      }
    }
    throw broken("the number before byte " + at + " is too long");
  }

  private static BadModelException broken(String how) {
    return new BadModelException(
        Code.NOT_ONNX,
        "the file is no ONNX model, or damaged: " + how + "; export or copy it anew");
  }
}
