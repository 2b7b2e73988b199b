package dev.nevus.segment.onnx;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import dev.nevus.image.LesionImage;
import dev.nevus.segment.ModelInput;
import dev.nevus.segment.Probability;
import dev.nevus.segment.SegmentationException;
import dev.nevus.segment.Segmenter;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.Map;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/**
 * Segments with an ONNX model of the contract in {@link OnnxContract}. One thread a call: images
 * are the unit of parallel work, and two one-thread calls finish sooner than one call on two
 * threads.
 */
public final class OnnxSegmenter implements Segmenter {
  private final OrtEnvironment environment;
  private final OrtSession session;
  private final OnnxContract contract;
  private final ReadWriteLock inUse = new ReentrantReadWriteLock();
  private boolean closed;

  private OnnxSegmenter(OrtEnvironment environment, OrtSession session, OnnxContract contract) {
    this.environment = environment;
    this.session = session;
    this.contract = contract;
  }

  /**
   * Opens a model.
   *
   * @param model the ONNX file's bytes
   * @throws BadModelException if the engine refuses the file or it breaks the contract
   */
  public static OnnxSegmenter open(byte[] model) throws BadModelException {
    OrtEnvironment environment =
        OrtEnvironment.getEnvironment(OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR);
    try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
      options.setIntraOpNumThreads(1);
      options.setInterOpNumThreads(1);
      options.setOptimizationLevel(OrtSession.SessionOptions.OptLevel.ALL_OPT);
      OrtSession session = environment.createSession(model, options);
      try {
        return new OnnxSegmenter(environment, session, OnnxContract.of(session));
      } catch (BadModelException e) {
        session.close();
        throw e;
      }
    } catch (OrtException e) {
      throw new BadModelException("the engine refuses the model file: " + e.getMessage(), e);
    }
  }

  @Override
  public ModelInput input() {
    return contract.input();
  }

  @Override
  public Probability segment(LesionImage image) throws SegmentationException {
    ByteBuffer rgb =
        ByteBuffer.allocateDirect(contract.input().bytes()).order(ByteOrder.nativeOrder());
    rgb.put(contract.input().of(image)).flip();
    inUse.readLock().lock();
    try {
      if (closed) {
        throw new IllegalStateException("the segmenter is closed");
      }
      return run(rgb);
    } catch (OrtException e) {
      throw new SegmentationException("the engine failed", e);
    } finally {
      inUse.readLock().unlock();
    }
  }

  private Probability run(ByteBuffer rgb) throws OrtException, SegmentationException {
    ModelInput input = contract.input();
    long[] shape = {1, input.height(), input.width(), ModelInput.CHANNELS};
    try (OnnxTensor tensor = OnnxTensor.createTensor(environment, rgb, shape, OnnxJavaType.UINT8);
        OrtSession.Result result = session.run(Map.of(contract.inputName(), tensor))) {
      FloatBuffer values = ((OnnxTensor) result.get(0)).getFloatBuffer();
      float[] copy = new float[values.remaining()];
      values.get(copy);
      return new Probability(input.width(), input.height(), copy);
    } catch (IllegalArgumentException e) {
      throw new SegmentationException("the model's output is no probability", e);
    }
  }

  @Override
  public void close() {
    inUse.writeLock().lock();
    try {
      if (!closed) {
        closed = true;
        session.close();
      }
    } catch (OrtException e) {
      throw new IllegalStateException("the engine could not be closed", e);
    } finally {
      inUse.writeLock().unlock();
    }
  }

  @Override
  public String toString() {
    return "OnnxSegmenter[" + contract.input().width() + "x" + contract.input().height() + "]";
  }
}
