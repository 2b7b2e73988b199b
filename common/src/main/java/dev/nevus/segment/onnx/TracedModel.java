package dev.nevus.segment.onnx;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxValue;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.nevus.image.LesionImage;
import dev.nevus.segment.ModelInput;
import dev.nevus.segment.SegmentationException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.Map;
import java.util.function.BiConsumer;

/**
 * A model that shows its inner values, because its graph names them as further outputs; for those
 * who study a model, not for serving. One thread a call, as in serving. Not for several threads.
 */
public final class TracedModel implements AutoCloseable {
  private final OrtEnvironment environment;
  private final OrtSession session;
  private final ModelInput input;

  private TracedModel(OrtEnvironment environment, OrtSession session, ModelInput input) {
    this.environment = environment;
    this.session = session;
    this.input = input;
  }

  /**
   * Opens a graph of one uint8 input {@code [N,H,W,3]} and any number of float outputs.
   *
   * @param model an ONNX file's bytes
   * @param input the size that it takes
   * @throws BadModelException if the engine refuses the file
   */
  public static TracedModel open(byte[] model, ModelInput input) throws BadModelException {
    OnnxStructure.of(model);
    OrtEnvironment environment = Engine.environment();
    try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
      options.setIntraOpNumThreads(1);
      options.setInterOpNumThreads(1);
      return new TracedModel(environment, environment.createSession(model, options), input);
    } catch (OrtException e) {
      throw EngineReason.refusal(e);
    }
  }

  /**
   * Runs the model once.
   *
   * @param values hears each output's name and numbers in row order, in the order of the graph; the
   *     buffer is good only during the call
   * @throws SegmentationException if the engine fails, or an output is no float tensor
   */
  public void trace(LesionImage image, BiConsumer<String, FloatBuffer> values)
      throws SegmentationException {
    ByteBuffer rgb = ByteBuffer.allocateDirect(input.bytes()).order(ByteOrder.nativeOrder());
    rgb.put(input.of(image)).flip();
    long[] shape = {1, input.height(), input.width(), ModelInput.CHANNELS};
    String name = session.getInputNames().iterator().next();
    try (OnnxTensor tensor = OnnxTensor.createTensor(environment, rgb, shape, OnnxJavaType.UINT8);
        OrtSession.Result result = session.run(Map.of(name, tensor))) {
      for (Map.Entry<String, OnnxValue> output : result) {
        values.accept(output.getKey(), numbers(output));
      }
    } catch (OrtException e) {
      throw new SegmentationException("the engine failed", e);
    }
  }

  private static FloatBuffer numbers(Map.Entry<String, OnnxValue> output)
      throws SegmentationException {
    if (output.getValue() instanceof OnnxTensor tensor
        && tensor.getInfo().type == OnnxJavaType.FLOAT) {
      return tensor.getFloatBuffer();
    }
    throw new SegmentationException("the value " + output.getKey() + " has no float numbers");
  }

  @Override
  public void close() {
    try {
      session.close();
    } catch (OrtException e) {
      throw new IllegalStateException("the engine could not be closed", e);
    }
  }
}
