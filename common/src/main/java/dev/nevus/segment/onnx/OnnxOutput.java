package dev.nevus.segment.onnx;

import ai.onnxruntime.OnnxTensor;
import java.nio.FloatBuffer;
import java.util.Arrays;

/** What one run of a model gave, copied out of the engine. Immutable as long as nobody writes. */
final class OnnxOutput {
  private final long[] shape;
  private final float[] values;

  private OnnxOutput(long[] shape, float[] values) {
    this.shape = shape;
    this.values = values;
  }

  static OnnxOutput of(OnnxTensor tensor) {
    FloatBuffer buffer = tensor.getFloatBuffer();
    float[] values = new float[buffer.remaining()];
    buffer.get(values);
    return new OnnxOutput(tensor.getInfo().getShape(), values);
  }

  /** Whether this is one value for each pixel of so many images. */
  boolean fits(int images, int height, int width) {
    return Arrays.equals(shape, new long[] {images, height, width, 1});
  }

  String shape() {
    return Arrays.toString(shape);
  }

  /** Image by image, row by row; not copied. */
  float[] values() {
    return values;
  }
}
