package dev.nevus.trainer.unet;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import onnx.Onnx.GraphProto;
import onnx.Onnx.NodeProto;
import org.deeplearning4j.nn.conf.graph.GraphVertex;
import org.deeplearning4j.nn.conf.graph.LayerVertex;
import org.deeplearning4j.nn.conf.graph.MergeVertex;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.CnnLossLayer;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.Deconvolution2D;
import org.deeplearning4j.nn.conf.layers.DropoutLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.deeplearning4j.nn.conf.layers.Upsampling2D;
import org.deeplearning4j.nn.conf.layers.convolutional.Cropping2D;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.activations.impl.ActivationReLU;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Writes the layers of a DL4J graph as ONNX nodes, in the order in which they run. */
final class OnnxLayers {
  private final ComputationGraph net;
  private final GraphProto.Builder graph;

  /** For each vertex of the net, the ONNX value that holds its output. */
  private final Map<String, String> outputs = new HashMap<>();

  OnnxLayers(ComputationGraph net, GraphProto.Builder graph) {
    this.net = net;
    this.graph = graph;
  }

  /**
   * Adds every layer up to the loss.
   *
   * @param planes the value that feeds the net's one input, [N, 3, H, W]
   * @return the value of the logits, [N, 1, grid height, grid width]
   */
  String addAll(String planes) {
    outputs.put(net.getConfiguration().getNetworkInputs().get(0), planes);
    String last = planes;
    for (int index : net.topologicalSortOrder()) {
      String name = net.getVertices()[index].getVertexName();
      if (!outputs.containsKey(name)) {
        last = add(name);
        outputs.put(name, last);
      }
    }
    return last;
  }

  private String add(String name) {
    List<String> inputs =
        net.getConfiguration().getVertexInputs().getOrDefault(name, List.of()).stream()
            .map(input -> outputs.getOrDefault(input, input))
            .toList();
    GraphVertex vertex = net.getConfiguration().getVertices().get(name);
    if (vertex instanceof MergeVertex) {
      graph.addNode(
          OnnxTensors.node("Concat", name, inputs.toArray(String[]::new))
              .addAttribute(OnnxTensors.attribute("axis", 1)));
      return name;
    }
    if (vertex instanceof LayerVertex layer) {
      return add(name, layer.getLayerConf().getLayer(), inputs.get(0));
    }
    throw new IllegalArgumentException("not known in ONNX: " + vertex);
  }

  private String add(String name, Layer layer, String input) {
    if (layer instanceof Deconvolution2D) {
      return addTransposedConvolution(name, input);
    }
    if (layer instanceof ConvolutionLayer convolution) {
      return addConvolution(name, convolution, input);
    }
    if (layer instanceof BatchNormalization normalization) {
      return addNormalization(name, normalization, input);
    }
    if (layer instanceof ActivationLayer) {
      return addRelu(name, input);
    }
    if (layer instanceof SubsamplingLayer) {
      return addHalving(name, input);
    }
    if (layer instanceof Upsampling2D) {
      return addRepetition(name, input);
    }
    if (layer instanceof Cropping2D
        || layer instanceof DropoutLayer
        || layer instanceof CnnLossLayer) {
      // The transposed convolution crops in ONNX; serving never drops; the loss is not served.
      return input;
    }
    throw new IllegalArgumentException("not known in ONNX: " + layer);
  }

  private String addConvolution(String name, ConvolutionLayer layer, String input) {
    long kernel = layer.getKernelSize()[0];
    long stride = layer.getStride()[0];
    long padding = kernel - stride;
    long before = padding / 2;
    NodeProto.Builder node = OnnxTensors.node("Conv", name, input, addWeights(name, "W"));
    if (layer.hasBias()) {
      node.addInput(addVector(name, "b"));
    }
    node.addAttribute(OnnxTensors.attribute("kernel_shape", kernel, kernel))
        .addAttribute(
            OnnxTensors.attribute("pads", before, before, padding - before, padding - before))
        .addAttribute(OnnxTensors.attribute("strides", stride, stride));
    graph.addNode(node);
    return layer.getActivationFn() instanceof ActivationReLU ? addRelu(name + "_relu", name) : name;
  }

  private String addNormalization(String name, BatchNormalization layer, String input) {
    graph.addNode(
        OnnxTensors.node(
                "BatchNormalization",
                name,
                input,
                addVector(name, "gamma"),
                addVector(name, "beta"),
                addVector(name, "mean"),
                addVector(name, "var"))
            .addAttribute(OnnxTensors.attribute("epsilon", (float) layer.getEps())));
    return name;
  }

  private String addTransposedConvolution(String name, String input) {
    // One row and one column less at the end: what the DL4J graph crops.
    graph.addNode(
        OnnxTensors.node("ConvTranspose", name, input, addWeights(name, "W"), addVector(name, "b"))
            .addAttribute(OnnxTensors.attribute("kernel_shape", 3, 3))
            .addAttribute(OnnxTensors.attribute("strides", 2, 2))
            .addAttribute(OnnxTensors.attribute("pads", 0, 0, 1, 1)));
    return name;
  }

  private String addHalving(String name, String input) {
    graph.addNode(
        OnnxTensors.node("MaxPool", name, input)
            .addAttribute(OnnxTensors.attribute("kernel_shape", 2, 2))
            .addAttribute(OnnxTensors.attribute("strides", 2, 2)));
    return name;
  }

  private String addRepetition(String name, String input) {
    graph.addInitializer(OnnxTensors.floats(name + ".times", new float[] {1, 1, 2, 2}, 4));
    graph.addNode(
        OnnxTensors.node("Resize", name, input, "", name + ".times")
            .addAttribute(OnnxTensors.attribute("mode", "nearest"))
            .addAttribute(OnnxTensors.attribute("coordinate_transformation_mode", "asymmetric"))
            .addAttribute(OnnxTensors.attribute("nearest_mode", "floor")));
    return name;
  }

  private String addRelu(String name, String input) {
    graph.addNode(OnnxTensors.node("Relu", name, input));
    return name;
  }

  private String addWeights(String layer, String parameter) {
    INDArray weights = net.getLayer(layer).getParam(parameter);
    return addInitializer(layer, parameter, weights, weights.shape());
  }

  private String addVector(String layer, String parameter) {
    INDArray vector = net.getLayer(layer).getParam(parameter);
    return addInitializer(layer, parameter, vector, vector.length());
  }

  private String addInitializer(String layer, String parameter, INDArray values, long... shape) {
    String name = OnnxWeights.initializer(layer, parameter);
    graph.addInitializer(OnnxTensors.floats(name, Floats.of(values), shape));
    return name;
  }
}
