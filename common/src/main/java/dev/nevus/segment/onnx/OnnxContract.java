package dev.nevus.segment.onnx;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import dev.nevus.segment.ModelInput;
import java.util.Arrays;
import java.util.Map;

/**
 * What a model file must look like, whatever made it: one input of uint8 {@code [N,H,W,3]}, red
 * first, scaling inside the graph; one output of float {@code [N,H,W,1]}, the lesion's probability.
 * H and W are read from the file.
 *
 * @param inputName the graph's own name for its input
 * @param input the size that the graph takes
 */
record OnnxContract(String inputName, ModelInput input) {
  private static final int RANK = 4;

  static OnnxContract of(OrtSession session) throws BadModelException {
    try {
      Map.Entry<String, TensorInfo> input = only("input", session.getInputInfo());
      Map.Entry<String, TensorInfo> output = only("output", session.getOutputInfo());
      long[] in = shape(input, OnnxJavaType.UINT8, ModelInput.CHANNELS, "uint8 [N,H,W,3]");
      long[] out = shape(output, OnnxJavaType.FLOAT, 1, "float [N,H,W,1]");
      if (in[1] < 1 || in[2] < 1) {
        throw new BadModelException(
            "the input's height and width must be fixed numbers, not " + Arrays.toString(in));
      }
      // A free height or width in the output is taken on trust here; the first run checks it.
      if ((out[1] > 0 && out[1] != in[1]) || (out[2] > 0 && out[2] != in[2])) {
        throw new BadModelException(
            "the output %s must have the input's height and width %s"
                .formatted(Arrays.toString(out), Arrays.toString(in)));
      }
      return new OnnxContract(input.getKey(), new ModelInput((int) in[2], (int) in[1]));
    } catch (OrtException e) {
      throw new BadModelException("the model's inputs and outputs cannot be read", e);
    } catch (IllegalArgumentException e) {
      throw new BadModelException(String.valueOf(e.getMessage()), e);
    }
  }

  private static Map.Entry<String, TensorInfo> only(String what, Map<String, NodeInfo> nodes)
      throws BadModelException {
    if (nodes.size() != 1) {
      throw new BadModelException(
          "the model must have one %s, not %d".formatted(what, nodes.size()));
    }
    NodeInfo node = nodes.values().iterator().next();
    if (node.getInfo() instanceof TensorInfo tensor) {
      return Map.entry(node.getName(), tensor);
    }
    throw new BadModelException("the model's %s must be a tensor".formatted(what));
  }

  private static long[] shape(
      Map.Entry<String, TensorInfo> node, OnnxJavaType type, int channels, String wanted)
      throws BadModelException {
    long[] shape = node.getValue().getShape();
    if (node.getValue().type != type || shape.length != RANK || shape[3] != channels) {
      throw new BadModelException(
          "'%s' must be %s, not %s %s"
              .formatted(node.getKey(), wanted, node.getValue().type, Arrays.toString(shape)));
    }
    return shape;
  }
}
