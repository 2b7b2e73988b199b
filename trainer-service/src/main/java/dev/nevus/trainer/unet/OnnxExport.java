package dev.nevus.trainer.unet;

import onnx.Onnx.AttributeProto;
import onnx.Onnx.GraphProto;
import onnx.Onnx.ModelProto;
import onnx.Onnx.OperatorSetIdProto;
import onnx.Onnx.TensorProto;
import onnx.Onnx.TensorProto.DataType;
import onnx.Onnx.TensorShapeProto;
import onnx.Onnx.TypeProto;
import onnx.Onnx.ValueInfoProto;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Writes a {@link UNet} as the model file that the workers serve: opset 13, input {@code input}
 * uint8 [N, H, W, 3] RGB, output {@code output} float [N, H, W, 1], the probability of lesion. The
 * scaling to 0..1 is inside the graph, so nobody who serves the file can get it wrong.
 */
public final class OnnxExport {
  private static final long IR_VERSION = 8;
  private static final long OPSET = 13;

  private final ComputationGraph net;
  private final UNetShape shape;
  private final GraphProto.Builder graph = GraphProto.newBuilder().setName("unet");

  private OnnxExport(ComputationGraph net, UNetShape shape) {
    this.net = net;
    this.shape = shape;
  }

  /** The file's bytes: about four for each parameter. The net is only read. */
  public static byte[] export(ComputationGraph net, UNetShape shape) {
    return new OnnxExport(net, shape).model().toByteArray();
  }

  private ModelProto model() {
    String last = addInput();
    for (int level = 0; level < UNetShape.DEPTH; level++) {
      String features = addConvolutions(LayerNames.down(level), last);
      last = addPooling("pool" + level, features);
    }
    last = addConvolutions(LayerNames.BOTTOM, last);
    for (int level = UNetShape.DEPTH - 1; level >= 0; level--) {
      last = addLevelUp(level, last);
    }
    addOutput(addConvolution(LayerNames.HEAD, last));
    return ModelProto.newBuilder()
        .setIrVersion(IR_VERSION)
        .setProducerName("nevus")
        .addOpsetImport(OperatorSetIdProto.newBuilder().setDomain("").setVersion(OPSET))
        .setGraph(graph)
        .build();
  }

  private String addInput() {
    graph.addInput(value("input", DataType.UINT8, shape.height(), shape.width(), 3));
    graph.addInitializer(OnnxTensors.floats("scale", new float[] {1 / 255f}));
    graph.addNode(
        OnnxTensors.node("Cast", "input_float", "input")
            .addAttribute(OnnxTensors.attribute("to", DataType.FLOAT.getNumber())));
    graph.addNode(OnnxTensors.node("Mul", "input_scaled", "input_float", "scale"));
    graph.addNode(
        OnnxTensors.node("Transpose", "input_planes", "input_scaled")
            .addAttribute(OnnxTensors.attribute("perm", 0, 3, 1, 2)));
    return "input_planes";
  }

  private void addOutput(String logits) {
    graph.addNode(OnnxTensors.node("Sigmoid", "probability", logits));
    graph.addNode(
        OnnxTensors.node("Transpose", "output", "probability")
            .addAttribute(OnnxTensors.attribute("perm", 0, 2, 3, 1)));
    graph.addOutput(value("output", DataType.FLOAT, shape.height(), shape.width(), 1));
  }

  private String addConvolutions(String block, String input) {
    String first = addRelu(addConvolution(LayerNames.first(block), input));
    return addRelu(addConvolution(LayerNames.second(block), first));
  }

  private String addRelu(String input) {
    String output = input + "_relu";
    graph.addNode(OnnxTensors.node("Relu", output, input));
    return output;
  }

  private String addConvolution(String layer, String input) {
    long kernel = addWeights(layer).getDims(2);
    long pad = kernel / 2;
    graph.addNode(
        OnnxTensors.node("Conv", layer, input, layer + ".W", layer + ".b")
            .addAttribute(OnnxTensors.attribute("kernel_shape", kernel, kernel))
            .addAttribute(OnnxTensors.attribute("pads", pad, pad, pad, pad))
            .addAttribute(OnnxTensors.attribute("strides", 1, 1)));
    return layer;
  }

  private String addPooling(String name, String input) {
    graph.addNode(
        OnnxTensors.node("MaxPool", name, input)
            .addAttribute(OnnxTensors.attribute("kernel_shape", 2, 2))
            .addAttribute(OnnxTensors.attribute("strides", 2, 2)));
    return name;
  }

  private String addLevelUp(int level, String below) {
    String up = LayerNames.up(level);
    addWeights(up);
    // One row and one column less at the end: what the DL4J graph crops.
    AttributeProto pads = OnnxTensors.attribute("pads", 0, 0, 1, 1);
    graph.addNode(
        OnnxTensors.node("ConvTranspose", up, below, up + ".W", up + ".b")
            .addAttribute(OnnxTensors.attribute("kernel_shape", 3, 3))
            .addAttribute(OnnxTensors.attribute("strides", 2, 2))
            .addAttribute(pads));
    String skipped = LayerNames.second(LayerNames.down(level)) + "_relu";
    graph.addNode(
        OnnxTensors.node("Concat", up + "_merged", up, skipped)
            .addAttribute(OnnxTensors.attribute("axis", 1)));
    return addConvolutions(up, up + "_merged");
  }

  private TensorProto addWeights(String layer) {
    INDArray bias = net.getLayer(layer).getParam("b");
    graph.addInitializer(OnnxTensors.floats(layer + ".b", OnnxTensors.values(bias), bias.length()));
    INDArray weights = net.getLayer(layer).getParam("W");
    TensorProto kernel =
        OnnxTensors.floats(layer + ".W", OnnxTensors.values(weights), weights.shape());
    graph.addInitializer(kernel);
    return kernel;
  }

  private static ValueInfoProto value(String name, DataType type, long... imageShape) {
    TensorShapeProto.Builder dimensions = TensorShapeProto.newBuilder();
    dimensions.addDim(TensorShapeProto.Dimension.newBuilder().setDimParam("N"));
    for (long size : imageShape) {
      dimensions.addDim(TensorShapeProto.Dimension.newBuilder().setDimValue(size));
    }
    TypeProto.Tensor tensor =
        TypeProto.Tensor.newBuilder().setElemType(type.getNumber()).setShape(dimensions).build();
    return ValueInfoProto.newBuilder()
        .setName(name)
        .setType(TypeProto.newBuilder().setTensorType(tensor))
        .build();
  }
}
