package dev.nevus.segment.onnx;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import dev.nevus.segment.ModelInput;
import dev.nevus.segment.onnx.BadModelException.Code;
import java.util.Arrays;
import java.util.Map;

/**
 * What a model file must look like, whatever made it: one input of uint8 {@code [N,H,W,3]}, red
 * first, scaling inside the graph; one output of float {@code [N,H,W,1]}, the lesion's probability.
 * H and W are read from the file.
 *
 * @param inputName the graph's own name for its input
 * @param input the size that the graph takes
 * @param batch how many images a run must have; negative where that is free
 */
record OnnxContract(String inputName, ModelInput input, long batch) {
  private static final int LONGEST_NAME = 80;
  private static final int RANK = 4;

  static OnnxContract of(OrtSession session) throws BadModelException {
    try {
      Map.Entry<String, TensorInfo> input = only("input", session.getInputInfo(), Code.WRONG_INPUT);
      Map.Entry<String, TensorInfo> output =
          only("output", session.getOutputInfo(), Code.WRONG_OUTPUT);
      long[] in = inputShape(input);
      long[] out = outputShape(output);
      // A free height or width in the output is taken on trust here; the first run checks it.
      if ((out[1] > 0 && out[1] != in[1]) || (out[2] > 0 && out[2] != in[2])) {
        throw new BadModelException(
            Code.WRONG_OUTPUT,
            "the output %s must have the input's height and width %s: scale it up inside the graph"
                .formatted(Arrays.toString(out), Arrays.toString(in)));
      }
      return new OnnxContract(input.getKey(), size(in), in[0]);
    } catch (OrtException e) {
      throw new BadModelException(
          Code.ENGINE_REFUSED, "the model's inputs and outputs cannot be read; export it anew", e);
    }
  }

  /** Whether a run may have any number of images. */
  boolean takesBatches() {
    return batch < 0;
  }

  private static Map.Entry<String, TensorInfo> only(
      String what, Map<String, NodeInfo> nodes, Code code) throws BadModelException {
    if (nodes.size() != 1) {
      throw new BadModelException(
          code,
          "the model must have one %s, not %d: drop the others from the graph"
              .formatted(what, nodes.size()));
    }
    NodeInfo node = nodes.values().iterator().next();
    if (node.getInfo() instanceof TensorInfo tensor) {
      return Map.entry(node.getName(), tensor);
    }
    throw new BadModelException(code, "the model's %s must be a tensor".formatted(what));
  }

  private static long[] inputShape(Map.Entry<String, TensorInfo> input) throws BadModelException {
    return shape(
        input,
        OnnxJavaType.UINT8,
        ModelInput.CHANNELS,
        Code.WRONG_INPUT,
        "uint8 [N,H,W,3], red first: put the cast, the scaling and the reordering of axes into the"
            + " graph");
  }

  private static long[] outputShape(Map.Entry<String, TensorInfo> output) throws BadModelException {
    return shape(
        output,
        OnnxJavaType.FLOAT,
        1,
        Code.WRONG_OUTPUT,
        "float [N,H,W,1], the lesion's probability: put the choice of the class, the sigmoid and"
            + " the reordering of axes into the graph");
  }

  private static long[] shape(
      Map.Entry<String, TensorInfo> node, OnnxJavaType type, int channels, Code code, String wanted)
      throws BadModelException {
    long[] shape = node.getValue().getShape();
    if (node.getValue().type != type || shape.length != RANK || shape[3] != channels) {
      throw new BadModelException(
          code,
          "'%s' is %s %s and must be %s"
              .formatted(
                  Shown.text(node.getKey(), LONGEST_NAME),
                  node.getValue().type,
                  Arrays.toString(shape),
                  wanted));
    }
    return shape;
  }

  private static ModelInput size(long[] in) throws BadModelException {
    int most = ModelInput.MAX_SIDE;
    if (in[1] < 1 || in[2] < 1 || in[1] > most || in[2] > most) {
      throw new BadModelException(
          Code.WRONG_INPUT,
          "the input's height and width must be fixed numbers from 1 to %d, not %s: export the net"
                  .formatted(most, Arrays.toString(in))
              + " for one size");
    }
    return new ModelInput((int) in[2], (int) in[1]);
  }
}
