package dev.nevus.segment.onnx;

import dev.nevus.segment.onnx.BadModelException.Code;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * A tensor as the file holds it, checked in two passes over its fields: that its numbers lie in the
 * file, and that they are finite. Used once.
 */
final class StoredTensor {
  private static final int DATA_TYPE = 2;
  private static final int SINGLE_NUMBERS = 5;
  private static final int NAME = 8;
  private static final int RAW = 9;
  private static final int ELSEWHERE = 13;
  private static final int LOCATION = 14;

  private String name = "without a name";
  private String place = "";
  private boolean isElsewhere;
  private long dataType;
  private long numbers;
  private boolean hasInfinity;

  private StoredTensor() {}

  /**
   * @param tensor a TensorProto, at its beginning
   * @throws BadModelException if its numbers lie outside the file, one of them is not a number, or
   *     one of several is infinite
   */
  static void check(WireMessage tensor) throws BadModelException {
    int start = tensor.position();
    StoredTensor stored = new StoredTensor();
    stored.look(tensor);
    stored.requireInside();
    Optional<FloatForm> form = FloatForm.of(stored.dataType);
    if (form.isPresent()) {
      stored.requireFinite(tensor.again(start), form.get());
    }
  }

  private void look(WireMessage tensor) throws BadModelException {
    while (tensor.next()) {
      switch (tensor.field()) {
        case DATA_TYPE -> dataType = tensor.isNumber() ? (int) tensor.number() : dataType;
        case NAME -> name = tensor.isNested() ? tensor.text() : name;
        case ELSEWHERE -> {
          isElsewhere = true;
          place = tensor.isNested() ? location(tensor.message()).orElse(place) : place;
        }
        // Only "in this file" is 0, and protobuf looks at the lower half alone.
        case LOCATION -> isElsewhere |= !tensor.isNumber() || (int) tensor.number() != 0;
        default -> {
          // Read below, or of no interest.
        }
      }
    }
  }

  /** The value of a StringStringEntryProto whose key is {@code location}. */
  private static Optional<String> location(WireMessage entry) throws BadModelException {
    String key = "";
    String value = "";
    while (entry.next()) {
      if (entry.isNested() && entry.field() == 1) {
        key = entry.text();
      } else if (entry.isNested() && entry.field() == 2) {
        value = entry.text();
      }
    }
    return key.equals("location") ? Optional.of(value) : Optional.empty();
  }

  private void requireInside() throws BadModelException {
    if (isElsewhere) {
      throw new BadModelException(
          Code.EXTERNAL_DATA,
          "the numbers of tensor '%s' lie outside the file%s, where they are never read; save the"
                  .formatted(name, place.isEmpty() ? "" : " ('" + place + "')")
              + " model with all its weights inside"
              + " (Python: onnx.save(onnx.load('model.onnx'), 'one-file.onnx'))");
    }
  }

  private void requireFinite(WireMessage tensor, FloatForm form) throws BadModelException {
    while (tensor.next()) {
      if (tensor.field() == RAW && tensor.isNested()) {
        requireNumbers(tensor.bytes(), form);
      } else if (tensor.field() == form.field()) {
        requireNumbers(tensor, form);
      }
    }
    // An infinity that stands alone is a bound or the border of a maximum pooling, not a weight.
    if (hasInfinity && numbers > 1) {
      throw bad("are infinite");
    }
  }

  private void requireNumbers(WireMessage tensor, FloatForm form) throws BadModelException {
    if (form.field() != SINGLE_NUMBERS && !tensor.isNumber()) {
      requireNumbers(tensor.bytes(), form);
    } else if (form.field() == SINGLE_NUMBERS && tensor.isNumber()) {
      requireNumber(tensor.number(), form);
    } else if (form.field() == SINGLE_NUMBERS && tensor.isNested()) {
      WireMessage packed = tensor.message();
      while (packed.nextPacked()) {
        requireNumber(packed.number(), form);
      }
    }
  }

  private void requireNumbers(ByteBuffer bytes, FloatForm form) throws BadModelException {
    while (bytes.remaining() >= form.width()) {
      requireNumber(form.next(bytes), form);
    }
  }

  private void requireNumber(long bits, FloatForm form) throws BadModelException {
    numbers++;
    if (form.isEndless(bits)) {
      hasInfinity = true;
      if (form.isNan(bits)) {
        throw bad("are not a number");
      }
    }
  }

  private BadModelException bad(String what) {
    return new BadModelException(
        Code.BAD_WEIGHTS,
        "numbers of tensor '%s' %s, as after a training that diverged; export a sound checkpoint"
            .formatted(name, what));
  }
}
