package dev.nevus.segment.onnx;

import dev.nevus.segment.ModelInput;
import dev.nevus.segment.ReferenceSegmenter;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * The darkness model as an ONNX file of some 400 bytes, encoded by hand (protobuf wire format,
 * field numbers of onnx.proto, operator set 13), so that tests need neither a trained model nor an
 * exporter. Immutable: each change gives another recipe.
 *
 * @param inputType ONNX element type of the input; 2 is uint8
 * @param inputShape with 0 for a free side
 * @param outputChannels last side of the output's declared shape
 * @param steepness of the sigmoid; not a number breaks the output
 */
public record TinyOnnx(
    int inputType, Shape inputShape, int outputChannels, float steepness, float border) {
  private static final int FLOAT = 1;
  private static final int UINT8 = 2;

  /** Batch, height, width, channels. */
  public record Shape(int batch, int height, int width, int channels) {}

  /** A model that keeps the contract and agrees with {@link ReferenceSegmenter}. */
  public static TinyOnnx of(ModelInput input) {
    return new TinyOnnx(
        UINT8,
        new Shape(0, input.height(), input.width(), ModelInput.CHANNELS),
        1,
        ReferenceSegmenter.STEEPNESS,
        ReferenceSegmenter.BORDER);
  }

  /** The same with another border between skin and lesion: a model that judges differently. */
  public TinyOnnx withBorder(float other) {
    return new TinyOnnx(inputType, inputShape, outputChannels, steepness, other);
  }

  /** Takes floats where bytes are the contract. */
  public TinyOnnx withFloatInput() {
    return new TinyOnnx(FLOAT, inputShape, outputChannels, steepness, border);
  }

  /** Takes an input of another shape. */
  public TinyOnnx withInputShape(Shape other) {
    return new TinyOnnx(inputType, other, outputChannels, steepness, border);
  }

  /** Claims to give more than one channel. */
  public TinyOnnx withOutputChannels(int other) {
    return new TinyOnnx(inputType, inputShape, other, steepness, border);
  }

  /** Its weights went bad in training. */
  public TinyOnnx withNanWeights() {
    return new TinyOnnx(inputType, inputShape, outputChannels, Float.NaN, border);
  }

  /** The file. */
  public byte[] bytes() {
    // sigmoid(-s/255 * mean + s * b)
    OnnxMessage graph =
        new OnnxMessage()
            .add(1, node("Cast", "x", "f").add(5, attribute("to").number(3, FLOAT).number(20, 2)))
            .add(1, node("ReduceMean", "f", "m").add(5, axes()).add(5, keepDimensions()))
            .add(1, node("Mul", "m", "d").text(1, "scale"))
            .add(1, node("Add", "d", "a").text(1, "offset"))
            .add(1, node("Sigmoid", "a", "y"))
            .text(2, "darkness")
            .add(5, scalar("scale", -steepness / 255))
            .add(5, scalar("offset", steepness * border))
            .add(11, value("x", inputType, inputShape))
            .add(12, value("y", FLOAT, outputShape()));
    OnnxMessage operators = new OnnxMessage().number(2, 13);
    return new OnnxMessage().number(1, 8).add(7, graph).add(8, operators).bytes();
  }

  private Shape outputShape() {
    return new Shape(inputShape.batch(), inputShape.height(), inputShape.width(), outputChannels);
  }

  static OnnxMessage node(String operator, String input, String output) {
    return new OnnxMessage().text(1, input).text(2, output).text(4, operator);
  }

  static OnnxMessage attribute(String name) {
    return new OnnxMessage().text(1, name);
  }

  private static OnnxMessage axes() {
    return attribute("axes").number(8, 3).number(20, 7);
  }

  private static OnnxMessage keepDimensions() {
    return attribute("keepdims").number(3, 1).number(20, 2);
  }

  static OnnxMessage scalar(String name, float value) {
    ByteBuffer raw = ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putFloat(value);
    return new OnnxMessage().number(1, 1).number(2, FLOAT).text(8, name).field(9, raw.array());
  }

  static OnnxMessage value(String name, int type, Shape shape) {
    OnnxMessage sides = new OnnxMessage();
    int[] lengths = {shape.batch(), shape.height(), shape.width(), shape.channels()};
    for (int length : lengths) {
      sides.add(
          1, length == 0 ? new OnnxMessage().text(2, "N") : new OnnxMessage().number(1, length));
    }
    OnnxMessage tensor = new OnnxMessage().number(1, type).add(2, sides);
    return new OnnxMessage().text(1, name).add(2, new OnnxMessage().add(1, tensor));
  }
}
