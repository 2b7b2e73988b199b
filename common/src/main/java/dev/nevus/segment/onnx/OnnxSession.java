package dev.nevus.segment.onnx;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.nevus.segment.ModelInput;
import java.nio.ByteBuffer;
import java.util.Map;

/**
 * A model in the engine. One thread a call: images are the unit of parallel work, and two
 * one-thread calls finish sooner than one call on two threads. Runs are safe for many threads;
 * closing while one is under way is not.
 */
final class OnnxSession implements AutoCloseable {
  private final OrtEnvironment environment;
  private final OrtSession session;
  private final OnnxContract contract;

  private OnnxSession(OrtEnvironment environment, OrtSession session, OnnxContract contract) {
    this.environment = environment;
    this.session = session;
    this.contract = contract;
  }

  /**
   * @param model the ONNX file's bytes
   * @throws BadModelException if the engine refuses the file or it breaks the contract
   */
  static OnnxSession open(byte[] model) throws BadModelException {
    OrtEnvironment environment = Engine.environment();
    try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
      options.setIntraOpNumThreads(1);
      options.setInterOpNumThreads(1);
      options.setOptimizationLevel(OrtSession.SessionOptions.OptLevel.ALL_OPT);
      OrtSession session = environment.createSession(model, options);
      try {
        return new OnnxSession(environment, session, OnnxContract.of(session));
      } catch (BadModelException e) {
        session.close();
        throw e;
      }
    } catch (OrtException e) {
      throw EngineReason.refusal(e);
    }
  }

  OnnxContract contract() {
    return contract;
  }

  /**
   * Runs the model once.
   *
   * @param rgb direct; {@code images} times {@link ModelInput#bytes()} bytes
   * @param options through which another thread may stop the run
   */
  OnnxOutput run(ByteBuffer rgb, int images, OrtSession.RunOptions options) throws OrtException {
    ModelInput input = contract.input();
    long[] shape = {images, input.height(), input.width(), ModelInput.CHANNELS};
    try (OnnxTensor tensor = OnnxTensor.createTensor(environment, rgb, shape, OnnxJavaType.UINT8);
        OrtSession.Result result = session.run(Map.of(contract.inputName(), tensor), options)) {
      return OnnxOutput.of((OnnxTensor) result.get(0), images, input.height(), input.width(), 1);
    }
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
