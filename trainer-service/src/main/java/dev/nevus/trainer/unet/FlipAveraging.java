package dev.nevus.trainer.unet;

import java.util.ArrayList;
import java.util.List;
import onnx.Onnx.GraphProto;
import onnx.Onnx.ModelProto;
import onnx.Onnx.NodeProto;
import onnx.Onnx.TensorProto;
import onnx.Onnx.TensorProto.DataType;
import org.nd4j.shade.protobuf.InvalidProtocolBufferException;

/**
 * Writes averaging over mirror images into a model file: the new graph shows the old one the image
 * and its mirror images as one batch, turns the answers back and takes their mean. The file keeps
 * the contract of {@link OnnxExport}, so whoever serves it does not know; each image costs as many
 * times the arithmetic.
 */
public enum FlipAveraging {
  /** The image alone: the file stays as it is. */
  NONE(1),
  /** The image, and left and right exchanged: twice the cost. */
  TWO(2),
  /** Every combination of left-right and up-down: four times the cost. */
  FOUR(4);

  /** For each further view, the axes of [N, H, W, C] that it reverses. */
  private static final List<List<Long>> REVERSED =
      List.of(List.of(2L), List.of(1L), List.of(1L, 2L));

  private static final String MEAN = "flip_mean";

  private final int views;

  FlipAveraging(int views) {
    this.views = views;
  }

  /**
   * The averaging over so many views.
   *
   * @throws IllegalArgumentException unless {@code views} is 1, 2 or 4
   */
  public static FlipAveraging over(int views) {
    for (FlipAveraging averaging : values()) {
      if (averaging.views == views) {
        return averaging;
      }
    }
    throw new IllegalArgumentException("flips are 1, 2 or 4, not " + views);
  }

  /** How many images the net sees for one. */
  public int views() {
    return views;
  }

  /**
   * The model that averages.
   *
   * @throws IllegalArgumentException if the file is not ONNX, has not one input and one output, or
   *     averages already
   */
  public byte[] into(byte[] onnx) {
    if (this == NONE) {
      return onnx.clone();
    }
    try {
      ModelProto model = ModelProto.parseFrom(onnx);
      return model.toBuilder().setGraph(averaging(model.getGraph())).build().toByteArray();
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalArgumentException("not an ONNX file", e);
    }
  }

  private GraphProto averaging(GraphProto graph) {
    if (graph.getInputCount() != 1 || graph.getOutputCount() != 1) {
      throw new IllegalArgumentException("the model must have one input and one output");
    }
    if (graph.getNodeList().stream().anyMatch(node -> node.getName().equals(MEAN))) {
      throw new IllegalArgumentException("the model averages over mirror images already");
    }
    String input = graph.getInput(0).getName();
    String output = graph.getOutput(0).getName();
    GraphProto.Builder averaging = graph.toBuilder().clearNode();
    addViews(averaging, input);
    for (NodeProto node : graph.getNodeList()) {
      averaging.addNode(renamed(node, input, "flip_views", output, "flip_answers"));
    }
    addMean(averaging, output);
    return averaging.build();
  }

  private void addViews(GraphProto.Builder graph, String input) {
    List<String> all = new ArrayList<>(List.of(input));
    for (int view = 0; view < views - 1; view++) {
      all.add(addReversal(graph, "flip_view" + view, input, REVERSED.get(view)));
    }
    graph.addNode(
        OnnxTensors.node("Concat", "flip_views", all.toArray(String[]::new))
            .addAttribute(OnnxTensors.attribute("axis", 0)));
  }

  private void addMean(GraphProto.Builder graph, String output) {
    NodeProto.Builder split = OnnxTensors.node("Split", "flip_answer", "flip_answers");
    for (int view = 0; view < views - 1; view++) {
      split.addOutput("flip_answer" + view);
    }
    graph.addNode(split.addAttribute(OnnxTensors.attribute("axis", 0)));
    List<String> answers = new ArrayList<>(List.of("flip_answer"));
    for (int view = 0; view < views - 1; view++) {
      answers.add(addReversal(graph, "flip_back" + view, "flip_answer" + view, REVERSED.get(view)));
    }
    graph.addNode(OnnxTensors.node("Mean", output, answers.toArray(String[]::new)).setName(MEAN));
  }

  private static String addReversal(
      GraphProto.Builder graph, String name, String input, List<Long> axes) {
    long[] last = axes.stream().mapToLong(axis -> -1).toArray();
    long[] beforeFirst = axes.stream().mapToLong(axis -> Integer.MIN_VALUE).toArray();
    long[] which = axes.stream().mapToLong(Long::longValue).toArray();
    graph.addInitializer(numbers(name + ".starts", last));
    graph.addInitializer(numbers(name + ".ends", beforeFirst));
    graph.addInitializer(numbers(name + ".axes", which));
    graph.addInitializer(numbers(name + ".steps", last));
    graph.addNode(
        OnnxTensors.node(
            "Slice",
            name,
            input,
            name + ".starts",
            name + ".ends",
            name + ".axes",
            name + ".steps"));
    return name;
  }

  private static TensorProto numbers(String name, long... values) {
    TensorProto.Builder tensor =
        TensorProto.newBuilder()
            .setName(name)
            .setDataType(DataType.INT64.getNumber())
            .addDims(values.length);
    for (long value : values) {
      tensor.addInt64Data(value);
    }
    return tensor.build();
  }

  private static NodeProto renamed(
      NodeProto node, String input, String newInput, String output, String newOutput) {
    NodeProto.Builder renamed = node.toBuilder().clearInput().clearOutput();
    node.getInputList().forEach(name -> renamed.addInput(name.equals(input) ? newInput : name));
    node.getOutputList().forEach(name -> renamed.addOutput(name.equals(output) ? newOutput : name));
    return renamed.build();
  }
}
