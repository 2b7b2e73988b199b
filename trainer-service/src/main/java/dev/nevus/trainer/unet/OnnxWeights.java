package dev.nevus.trainer.unet;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import onnx.Onnx.ModelProto;
import onnx.Onnx.TensorProto;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.shade.protobuf.InvalidProtocolBufferException;

/**
 * Starting weights from a model file: reads what {@link OnnxExport} wrote back into a graph. This
 * is how training goes on from a published model; a DL4J zip is never read, because that would
 * deserialise Java objects.
 */
public final class OnnxWeights {
  private OnnxWeights() {}

  /**
   * Overwrites every weight of {@code net}; its optimiser state stays.
   *
   * @throws IllegalArgumentException if the file is not ONNX, or is a net of another shape; {@code
   *     net} may then be partly overwritten
   */
  public static void copy(byte[] onnx, ComputationGraph net) {
    Map<String, TensorProto> tensors = new HashMap<>();
    for (TensorProto tensor : parse(onnx).getGraph().getInitializerList()) {
      tensors.put(tensor.getName(), tensor);
    }
    for (Layer layer : net.getLayers()) {
      for (Map.Entry<String, INDArray> parameter : layer.paramTable().entrySet()) {
        String name = initializer(layer.conf().getLayer().getLayerName(), parameter.getKey());
        TensorProto tensor = tensors.get(name);
        if (tensor == null) {
          throw new IllegalArgumentException("the model has no weights " + name);
        }
        assign(tensor, parameter.getValue());
      }
    }
  }

  /** The name in the file of one layer's weights. */
  static String initializer(String layer, String parameter) {
    return layer + "." + parameter;
  }

  private static ModelProto parse(byte[] onnx) {
    try {
      return ModelProto.parseFrom(onnx);
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalArgumentException("not an ONNX file", e);
    }
  }

  private static void assign(TensorProto tensor, INDArray parameter) {
    float[] values = OnnxTensors.values(tensor);
    long[] shape = tensor.getDimsList().stream().mapToLong(Long::longValue).toArray();
    boolean vector = shape.length == 1 && shape[0] == parameter.length();
    if (values.length != parameter.length()
        || !(vector || Arrays.equals(shape, parameter.shape()))) {
      throw new IllegalArgumentException(
          "%s has shape %s, this net needs %s"
              .formatted(
                  tensor.getName(), Arrays.toString(shape), Arrays.toString(parameter.shape())));
    }
    parameter.assign(Nd4j.create(values, parameter.shape(), 'c'));
  }
}
