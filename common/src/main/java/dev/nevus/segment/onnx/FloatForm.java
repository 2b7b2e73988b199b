package dev.nevus.segment.onnx;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;

/** How ONNX stores floating-point numbers; in each, an exponent of all ones is no finite number. */
enum FloatForm {
  FLOAT(1, 4, 0x7F80_0000L, 4),
  HALF(10, 2, 0x7C00L, 5),
  DOUBLE(11, 8, 0x7FF0_0000_0000_0000L, 10),
  BRAIN(16, 2, 0x7F80L, 5);

  private final int dataType;
  private final int width;
  private final long exponent;
  private final int field;

  /**
   * @param dataType ONNX's number for it
   * @param width bytes of one
   * @param exponent its exponent's bits
   * @param field of the tensor that holds such numbers one by one
   */
  FloatForm(int dataType, int width, long exponent, int field) {
    this.dataType = dataType;
    this.width = width;
    this.exponent = exponent;
    this.field = field;
  }

  /** The form with ONNX's number {@code dataType}; empty for integers and forms of 8 bits. */
  static Optional<FloatForm> of(long dataType) {
    return Arrays.stream(values()).filter(form -> form.dataType == dataType).findFirst();
  }

  /** Field of a TensorProto that holds such numbers, unless they are raw bytes. */
  int field() {
    return field;
  }

  /** Bytes of one number. */
  int width() {
    return width;
  }

  /** The next number's bits; moves the buffer on. */
  long next(ByteBuffer numbers) {
    return switch (width) {
      case Short.BYTES -> numbers.getShort();
      case Integer.BYTES -> numbers.getInt();
      default -> numbers.getLong();
    };
  }

  /** Whether these bits are infinite or no number. */
  boolean isEndless(long bits) {
    return (bits & exponent) == exponent;
  }

  /** Whether these bits are no number. */
  boolean isNan(long bits) {
    long mantissa = Long.lowestOneBit(exponent) - 1;
    return isEndless(bits) && (bits & mantissa) != 0;
  }
}
