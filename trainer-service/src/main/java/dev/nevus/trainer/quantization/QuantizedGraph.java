package dev.nevus.trainer.quantization;

import dev.nevus.trainer.unet.OnnxTensors;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import onnx.Onnx.GraphProto;
import onnx.Onnx.NodeProto;
import onnx.Onnx.TensorProto;
import onnx.Onnx.TensorProto.DataType;

/**
 * Writes a plain graph in 8 bits, in the form that engines recognise: before and after each
 * operator its values are quantised and dequantised again, and the engine makes one operator on
 * whole numbers of the three. Activations are unsigned, weights signed with a scale for each
 * channel: what processors have instructions for. The last convolution stays in float, and so does
 * all that follows it: its one channel is the answer, and costs next to nothing.
 */
final class QuantizedGraph {
  private final GraphProto plain;
  private final GraphIndex index;
  private final Set<String> convolutions;
  private final Map<String, Range> ranges;
  private final GraphProto.Builder made;

  /** What the values that are 8-bit numbers by now stand for. */
  private final Map<String, Range> quantized = new HashMap<>();

  private final Set<NodeProto> joined = new HashSet<>();

  private QuantizedGraph(GraphProto plain, Map<String, Range> ranges) {
    this.plain = plain;
    this.index = new GraphIndex(plain);
    this.convolutions = convolutions(plain, index);
    this.ranges = ranges;
    this.made = plain.toBuilder().clearNode();
  }

  /**
   * The graph in 8 bits.
   *
   * @param ranges of all {@link #values}
   */
  static GraphProto of(GraphProto plain, Map<String, Range> ranges) {
    return new QuantizedGraph(plain, ranges).quantized();
  }

  /** The values whose range must be known. */
  static Set<String> values(GraphProto plain) {
    GraphIndex index = new GraphIndex(plain);
    Set<String> convolutions = convolutions(plain, index);
    Set<String> values = new LinkedHashSet<>();
    for (NodeProto node : plain.getNodeList()) {
      if (convolutions.contains(node.getName())) {
        values.add(node.getInput(0));
        values.add(index.onlyReader(node, "Relu").orElse(node).getOutput(0));
      } else if (joinsChannels(node)) {
        values.add(node.getOutput(0));
      }
    }
    return values;
  }

  private static Set<String> convolutions(GraphProto plain, GraphIndex index) {
    Set<String> names = new LinkedHashSet<>();
    String last = "";
    for (NodeProto node : plain.getNodeList()) {
      if (GraphIndex.is(node, "Conv") && index.tensor(node.getInput(1)).isPresent()) {
        last = node.getName();
        names.add(last);
      }
    }
    names.remove(last);
    return names;
  }

  private GraphProto quantized() {
    for (NodeProto node : plain.getNodeList()) {
      if (convolutions.contains(node.getName())) {
        addConvolution(node);
      } else if (joins(node)) {
        made.addNode(onWholeNumbers(node));
        quantize(node.getOutput(0), range(node.getOutput(0)));
      } else if (moves(node)) {
        made.addNode(onWholeNumbers(node));
        quantize(node.getOutput(0), Objects.requireNonNull(quantized.get(node.getInput(0))));
      } else if (!joined.contains(node)) {
        made.addNode(onWholeNumbers(node));
      }
    }
    return GraphIndex.pruned(made.build());
  }

  private boolean joins(NodeProto node) {
    return joinsChannels(node) && quantized.keySet().containsAll(node.getInputList());
  }

  private static boolean joinsChannels(NodeProto node) {
    return GraphIndex.is(node, "Concat")
        && GraphIndex.attribute(node, "axis").filter(axis -> axis.getI() == 1).isPresent();
  }

  /** Whether an operator makes no new numbers. */
  private boolean moves(NodeProto node) {
    boolean repeats =
        GraphIndex.is(node, "Resize")
            && GraphIndex.attribute(node, "mode")
                .filter(mode -> mode.getS().toStringUtf8().equals("nearest"))
                .isPresent();
    return node.getInputCount() > 0
        && quantized.containsKey(node.getInput(0))
        && (repeats || GraphIndex.is(node, "MaxPool") || GraphIndex.is(node, "DepthToSpace"));
  }

  private void addConvolution(NodeProto node) {
    String input = node.getInput(0);
    if (!quantized.containsKey(input)) {
      quantizeInput(input);
    }
    Range from = Objects.requireNonNull(quantized.get(input));
    QuantizedWeights weights =
        new QuantizedWeights(
            index.tensor(node.getInput(1)).orElseThrow(),
            node.getInputCount() > 2 ? index.tensor(node.getInput(2)) : Optional.empty(),
            from.scale());
    made.addNode(
        node.toBuilder()
            .clearInput()
            .addInput(input + ".dequantized")
            .addAllInput(weights.addTo(made, node.getName())));
    Optional<NodeProto> relu = index.onlyReader(node, "Relu");
    relu.ifPresent(
        then -> {
          made.addNode(then);
          joined.add(then);
        });
    String output = relu.orElse(node).getOutput(0);
    quantize(output, range(output));
  }

  /** The picture's own bytes are 8-bit numbers already, if only they are scaled. */
  private void quantizeInput(String value) {
    Optional<NodeProto> planes = index.maker(value, "Transpose");
    Optional<NodeProto> scaled = planes.flatMap(node -> index.maker(node.getInput(0), "Mul"));
    Optional<NodeProto> cast = scaled.flatMap(node -> index.maker(node.getInput(0), "Cast"));
    Optional<float[]> scale =
        scaled.flatMap(node -> index.tensor(node.getInput(1))).map(OnnxTensors::values);
    if (cast.isEmpty() || scale.filter(numbers -> numbers.length == 1).isEmpty()) {
      quantize(value, range(value));
      return;
    }
    made.addNode(
        planes.get().toBuilder()
            .setName(value + ".quantized")
            .setInput(0, cast.get().getInput(0))
            .setOutput(0, value + ".quantized"));
    dequantize(value, new Range(0, 255.0 * scale.get()[0]));
  }

  private void quantize(String value, Range range) {
    made.addNode(
        OnnxTensors.node(
            "QuantizeLinear", value + ".quantized", value, value + ".scale", value + ".zero"));
    dequantize(value, range);
  }

  private void dequantize(String value, Range range) {
    made.addInitializer(OnnxTensors.floats(value + ".scale", new float[] {range.scale()}));
    made.addInitializer(zero(value, range));
    made.addNode(
        OnnxTensors.node(
            "DequantizeLinear",
            value + ".dequantized",
            value + ".quantized",
            value + ".scale",
            value + ".zero"));
    quantized.put(value, range);
  }

  private static TensorProto zero(String value, Range range) {
    return OnnxTensors.bytes(
        value + ".zero", DataType.UINT8, new byte[] {(byte) range.zeroPoint()});
  }

  private NodeProto onWholeNumbers(NodeProto node) {
    List<String> inputs =
        node.getInputList().stream()
            .map(value -> quantized.containsKey(value) ? value + ".dequantized" : value)
            .toList();
    return node.toBuilder().clearInput().addAllInput(inputs).build();
  }

  private Range range(String value) {
    Range range = ranges.get(value);
    if (range == null) {
      throw new IllegalArgumentException("no range is known of " + value);
    }
    return range;
  }
}
