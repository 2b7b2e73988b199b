package dev.nevus.trainer.quantization;

import dev.nevus.trainer.unet.OnnxTensors;
import java.util.List;
import java.util.Optional;
import onnx.Onnx.GraphProto;
import onnx.Onnx.TensorProto;
import onnx.Onnx.TensorProto.DataType;

/**
 * A convolution's weights as signed 8-bit numbers about 0, with a scale for each output channel,
 * and its bias as 32-bit numbers of the scale that the sums have.
 */
final class QuantizedWeights {
  private static final int MOST = 127;

  /** A bias keeps this far from the largest 32-bit number, so that the sum has room. */
  private static final double MOST_BIAS = 1 << 30;

  private final TensorProto weights;
  private final int channels;
  private final byte[] numbers;
  private final float[] scales;
  private final int[] bias;
  private final float[] biasScales;

  /**
   * @param weights [output channels, input channels, rows, columns]
   * @param bias one for each output channel
   * @param inputScale of the numbers that come in
   */
  QuantizedWeights(TensorProto weights, Optional<TensorProto> bias, float inputScale) {
    this.weights = weights;
    this.channels = (int) weights.getDims(0);
    float[] values = OnnxTensors.values(weights);
    float[] biases = bias.map(OnnxTensors::values).orElseGet(() -> new float[channels]);
    this.numbers = new byte[values.length];
    this.scales = new float[channels];
    this.bias = new int[channels];
    this.biasScales = new float[channels];
    int each = values.length / channels;
    for (int channel = 0; channel < channels; channel++) {
      double largest = Math.abs(biases[channel]) * MOST / (MOST_BIAS * inputScale);
      for (int i = channel * each; i < (channel + 1) * each; i++) {
        largest = Math.max(largest, Math.abs(values[i]));
      }
      scales[channel] = (float) Math.max(largest / MOST, Float.MIN_NORMAL);
      for (int i = channel * each; i < (channel + 1) * each; i++) {
        numbers[i] = (byte) Math.round(values[i] / scales[channel]);
      }
      biasScales[channel] = scales[channel] * inputScale;
      this.bias[channel] = (int) Math.round((double) biases[channel] / biasScales[channel]);
    }
  }

  /** Adds both to a graph; returns the names of their values, which are floats again. */
  List<String> addTo(GraphProto.Builder graph, String name) {
    long[] shape = weights.getDimsList().stream().mapToLong(Long::longValue).toArray();
    String w = name + ".W8";
    graph.addInitializer(OnnxTensors.bytes(w + ".quantized", DataType.INT8, numbers, shape));
    graph.addInitializer(OnnxTensors.floats(w + ".scale", scales, channels));
    graph.addInitializer(
        OnnxTensors.bytes(w + ".zero", DataType.INT8, new byte[channels], channels));
    String b = name + ".b32";
    graph.addInitializer(OnnxTensors.integers(b + ".quantized", bias, channels));
    graph.addInitializer(OnnxTensors.floats(b + ".scale", biasScales, channels));
    graph.addInitializer(OnnxTensors.integers(b + ".zero", new int[channels], channels));
    for (String value : List.of(w, b)) {
      graph.addNode(
          OnnxTensors.node(
                  "DequantizeLinear",
                  value + ".dequantized",
                  value + ".quantized",
                  value + ".scale",
                  value + ".zero")
              .addAttribute(OnnxTensors.attribute("axis", 0)));
    }
    return List.of(w + ".dequantized", b + ".dequantized");
  }
}
