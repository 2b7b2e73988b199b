package dev.nevus.trainer.quantization;

import dev.nevus.trainer.unet.OnnxTensors;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import onnx.Onnx.GraphProto;
import onnx.Onnx.NodeProto;
import onnx.Onnx.TensorProto;

/**
 * The same net in plain convolutions, still in float: batch normalisation is multiplied into the
 * weights before it, and a transposed convolution becomes a convolution of 2x2 with four times the
 * channels, whose results are sorted into place. Whatever is built otherwise stays as it is.
 */
final class PlainGraph {
  private static final float DEFAULT_EPSILON = 1e-5f;

  private final GraphProto old;
  private final GraphIndex index;
  private final GraphProto.Builder made;
  private final Set<NodeProto> folded = new HashSet<>();

  private PlainGraph(GraphProto old) {
    this.old = old;
    this.index = new GraphIndex(old);
    this.made = old.toBuilder().clearNode();
  }

  static GraphProto of(GraphProto graph) {
    return new PlainGraph(graph).plain();
  }

  private GraphProto plain() {
    for (NodeProto node : old.getNodeList()) {
      if (GraphIndex.is(node, "Conv")) {
        addConvolution(node);
      } else if (isDoubling(node)) {
        addDoubling(node);
      } else if (isEnlargement(node)) {
        addEnlargement(node);
      } else if (!folded.contains(node)) {
        made.addNode(node);
      }
    }
    return GraphIndex.pruned(made.build());
  }

  private void addConvolution(NodeProto node) {
    Optional<NodeProto> normal = index.onlyReader(node, "BatchNormalization");
    Optional<TensorProto> weights = index.tensor(node.getInput(1));
    if (normal.isEmpty() || weights.isEmpty()) {
      made.addNode(node);
      return;
    }
    folded.add(normal.get());
    float[] w = OnnxTensors.values(weights.get());
    int channels = (int) weights.get().getDims(0);
    float[] bias = node.getInputCount() > 2 ? numbers(node.getInput(2)) : new float[channels];
    fold(normal.get(), w, bias);
    String name = node.getName();
    made.addInitializer(OnnxTensors.floats(name + ".folded.W", w, dimensions(weights.get())));
    made.addInitializer(OnnxTensors.floats(name + ".folded.b", bias, channels));
    made.addNode(
        node.toBuilder()
            .clearInput()
            .addInput(node.getInput(0))
            .addInput(name + ".folded.W")
            .addInput(name + ".folded.b")
            .setOutput(0, normal.get().getOutput(0)));
  }

  /** Changes both arrays. */
  private void fold(NodeProto normal, float[] weights, float[] bias) {
    float[] gamma = numbers(normal.getInput(1));
    float[] beta = numbers(normal.getInput(2));
    float[] mean = numbers(normal.getInput(3));
    float[] variance = numbers(normal.getInput(4));
    float epsilon =
        GraphIndex.attribute(normal, "epsilon").map(a -> a.getF()).orElse(DEFAULT_EPSILON);
    int each = weights.length / bias.length;
    for (int channel = 0; channel < bias.length; channel++) {
      double factor = gamma[channel] / Math.sqrt(variance[channel] + (double) epsilon);
      for (int i = channel * each; i < (channel + 1) * each; i++) {
        weights[i] = (float) (weights[i] * factor);
      }
      bias[channel] = (float) ((bias[channel] - mean[channel]) * factor + beta[channel]);
    }
  }

  /** The one form that the export writes. */
  private boolean isDoubling(NodeProto node) {
    return GraphIndex.is(node, "ConvTranspose")
        && GraphIndex.has(node, "kernel_shape", List.of(3L, 3L))
        && GraphIndex.has(node, "strides", List.of(2L, 2L))
        && GraphIndex.has(node, "pads", List.of(0L, 0L, 1L, 1L))
        && node.getInputCount() == 3
        && index.tensor(node.getInput(1)).isPresent();
  }

  private void addDoubling(NodeProto node) {
    TensorProto weights = index.tensor(node.getInput(1)).orElseThrow();
    int from = (int) weights.getDims(0);
    int to = (int) weights.getDims(1);
    String name = node.getName();
    float[] split = split(OnnxTensors.values(weights), from, to);
    made.addInitializer(OnnxTensors.floats(name + ".split.W", split, 4L * to, from, 2, 2));
    float[] bias = numbers(node.getInput(2));
    float[] four = new float[4 * to];
    for (int part = 0; part < 4; part++) {
      System.arraycopy(bias, 0, four, part * to, to);
    }
    made.addInitializer(OnnxTensors.floats(name + ".split.b", four, 4L * to));
    made.addNode(
        OnnxTensors.node(
                "Conv", name + "_split", node.getInput(0), name + ".split.W", name + ".split.b")
            .addAttribute(OnnxTensors.attribute("kernel_shape", 2, 2))
            .addAttribute(OnnxTensors.attribute("pads", 1, 1, 0, 0))
            .addAttribute(OnnxTensors.attribute("strides", 1, 1)));
    made.addNode(
        OnnxTensors.node("DepthToSpace", node.getOutput(0), name + "_split")
            .addAttribute(OnnxTensors.attribute("blocksize", 2))
            .addAttribute(OnnxTensors.attribute("mode", "DCR")));
  }

  /**
   * One kernel of 2x2 for each of the four cells that a cell becomes. A cell in an even row gets
   * the kernel's row 0 from its own cell and row 2 from the one above; one in an odd row gets row 1
   * alone. Columns likewise.
   *
   * @param weights [from, to, 3, 3]
   * @return [4 to, from, 2, 2], the rows' parity first
   */
  private static float[] split(float[] weights, int from, int to) {
    float[] split = new float[4 * to * from * 4];
    for (int part = 0; part < 4; part++) {
      for (int output = 0; output < to; output++) {
        for (int input = 0; input < from; input++) {
          for (int tap = 0; tap < 4; tap++) {
            int row = source(part / 2, tap / 2);
            int column = source(part % 2, tap % 2);
            if (row >= 0 && column >= 0) {
              split[((part * to + output) * from + input) * 4 + tap] =
                  weights[(input * to + output) * 9 + row * 3 + column];
            }
          }
        }
      }
    }
    return split;
  }

  /** The row of the 3x3 kernel that a tap takes; below 0 for none. */
  private static int source(int parity, int tap) {
    if (tap == 1) {
      return parity;
    }
    return parity == 0 ? 2 : -1;
  }

  /** An enlargement of planes, of which a sigmoid is taken before each pixel's channels join. */
  private boolean isEnlargement(NodeProto node) {
    return GraphIndex.is(node, "Resize")
        && GraphIndex.attribute(node, "mode")
            .filter(mode -> mode.getS().toStringUtf8().equals("linear"))
            .isPresent()
        && node.getInputCount() == 3
        && index.tensor(node.getInput(2)).isPresent()
        && index
            .onlyReader(node, "Sigmoid")
            .flatMap(sigmoid -> index.onlyReader(sigmoid, "Transpose"))
            .filter(joined -> GraphIndex.has(joined, "perm", List.of(0L, 2L, 3L, 1L)))
            .isPresent();
  }

  /**
   * The channels join first: with one channel that moves nothing, and the engine does not blow the
   * plane up to the sixteen that its blocks of channels have.
   */
  private void addEnlargement(NodeProto node) {
    NodeProto sigmoid = index.onlyReader(node, "Sigmoid").orElseThrow();
    NodeProto joined = index.onlyReader(sigmoid, "Transpose").orElseThrow();
    folded.add(sigmoid);
    folded.add(joined);
    float[] times = numbers(node.getInput(2));
    String pixels = node.getName() + ".pixels";
    made.addInitializer(
        OnnxTensors.floats(
            pixels + ".times", new float[] {times[0], times[2], times[3], times[1]}, 4));
    made.addNode(
        joined.toBuilder().setName(pixels).setInput(0, node.getInput(0)).setOutput(0, pixels));
    made.addNode(node.toBuilder().setInput(0, pixels).setInput(2, pixels + ".times"));
    made.addNode(sigmoid.toBuilder().setOutput(0, joined.getOutput(0)));
  }

  private float[] numbers(String name) {
    return OnnxTensors.values(
        index
            .tensor(name)
            .orElseThrow(() -> new IllegalArgumentException("the net computes its " + name)));
  }

  private static long[] dimensions(TensorProto tensor) {
    return tensor.getDimsList().stream().mapToLong(Long::longValue).toArray();
  }
}
