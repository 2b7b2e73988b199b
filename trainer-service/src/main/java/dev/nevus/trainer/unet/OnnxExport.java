package dev.nevus.trainer.unet;

import onnx.Onnx.GraphProto;
import onnx.Onnx.ModelProto;
import onnx.Onnx.OperatorSetIdProto;
import onnx.Onnx.TensorProto.DataType;
import onnx.Onnx.TensorShapeProto;
import onnx.Onnx.TypeProto;
import onnx.Onnx.ValueInfoProto;
import org.deeplearning4j.nn.graph.ComputationGraph;

/**
 * Writes a {@link UNet} as the model file that the workers serve: opset 13, input {@code input}
 * uint8 [N, H, W, 3] RGB, output {@code output} float [N, H, W, 1], the probability of lesion. The
 * scaling to 0..1 is inside the graph, and so is the enlargement of a coarser grid, so nobody who
 * serves the file can get them wrong.
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
    addInput();
    String logits = new OnnxLayers(net, graph).addAll("input_planes");
    addOutput(enlarged(logits));
    return ModelProto.newBuilder()
        .setIrVersion(IR_VERSION)
        .setProducerName("nevus")
        .addOpsetImport(OperatorSetIdProto.newBuilder().setDomain("").setVersion(OPSET))
        .setGraph(graph)
        .build();
  }

  private void addInput() {
    graph.addInput(value("input", DataType.UINT8, shape.height(), shape.width(), 3));
    graph.addInitializer(OnnxTensors.floats("scale", new float[] {1 / 255f}));
    graph.addNode(
        OnnxTensors.node("Cast", "input_float", "input")
            .addAttribute(OnnxTensors.attribute("to", DataType.FLOAT.getNumber())));
    graph.addNode(OnnxTensors.node("Mul", "input_scaled", "input_float", "scale"));
    graph.addNode(
        OnnxTensors.node("Transpose", "input_planes", "input_scaled")
            .addAttribute(OnnxTensors.attribute("perm", 0, 3, 1, 2)));
  }

  private String enlarged(String logits) {
    int times = shape.architecture().reduction();
    if (times == 1) {
      return logits;
    }
    graph.addInitializer(OnnxTensors.floats("enlargement", new float[] {1, 1, times, times}, 4));
    graph.addNode(
        OnnxTensors.node("Resize", "enlarged", logits, "", "enlargement")
            .addAttribute(OnnxTensors.attribute("mode", "linear"))
            .addAttribute(OnnxTensors.attribute("coordinate_transformation_mode", "half_pixel")));
    return "enlarged";
  }

  private void addOutput(String logits) {
    graph.addNode(OnnxTensors.node("Sigmoid", "probability", logits));
    graph.addNode(
        OnnxTensors.node("Transpose", "output", "probability")
            .addAttribute(OnnxTensors.attribute("perm", 0, 2, 3, 1)));
    graph.addOutput(value("output", DataType.FLOAT, shape.height(), shape.width(), 1));
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
