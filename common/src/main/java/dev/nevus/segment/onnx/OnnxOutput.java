package dev.nevus.segment.onnx;

import ai.onnxruntime.OnnxTensor;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.Optional;

/**
 * What one run of a model gave. The values are copied out of the engine only if the shape is the
 * one that was wanted: a hostile model may answer with gigabytes.
 */
final class OnnxOutput {
  private final long[] shape;
  private final Optional<float[]> values;

  private OnnxOutput(long[] shape, Optional<float[]> values) {
    this.shape = shape;
    this.values = values;
  }

  /**
   * @param wanted the shape of an answer
   */
  static OnnxOutput of(OnnxTensor tensor, long... wanted) {
    long[] shape = tensor.getInfo().getShape();
    return new OnnxOutput(
        shape, Arrays.equals(shape, wanted) ? Optional.of(copy(tensor)) : Optional.empty());
  }

  private static float[] copy(OnnxTensor tensor) {
    FloatBuffer buffer = tensor.getFloatBuffer();
    if (buffer.hasArray() && buffer.array().length == buffer.remaining()) {
      // The engine's binding copies already.
      return buffer.array();
    }
    float[] values = new float[buffer.remaining()];
    buffer.get(values);
    return values;
  }

  String shape() {
    return Arrays.toString(shape);
  }

  /** Image by image, row by row; not copied. Empty if the shape is not the one that was wanted. */
  Optional<float[]> values() {
    return values;
  }
}
