package dev.nevus.segment.onnx;

import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.nevus.segment.ModelInput;
import dev.nevus.segment.Probability;
import dev.nevus.segment.SegmentationException;
import dev.nevus.segment.Segmenter;
import java.nio.ByteBuffer;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/**
 * Segments with an ONNX model of the contract in {@link OnnxContract}. Opening takes the file on
 * trust: a file from elsewhere goes through {@link ModelCheck} first.
 */
public final class OnnxSegmenter implements Segmenter {
  private final OnnxSession session;
  private final ReadWriteLock inUse = new ReentrantReadWriteLock();
  private boolean closed;

  private OnnxSegmenter(OnnxSession session) {
    this.session = session;
  }

  /**
   * Opens a model.
   *
   * @param model the ONNX file's bytes
   * @throws BadModelException if the engine refuses the file or it breaks the contract
   */
  public static OnnxSegmenter open(byte[] model) throws BadModelException {
    // The engine would open any file that a tensor names as the home of its numbers.
    OnnxStructure.of(model);
    return new OnnxSegmenter(OnnxSession.open(model));
  }

  @Override
  public ModelInput input() {
    return session.contract().input();
  }

  @Override
  public Probability segment(ByteBuffer rgb) throws SegmentationException {
    try (OrtSession.RunOptions options = new OrtSession.RunOptions()) {
      return segment(rgb, options);
    } catch (OrtException e) {
      throw new SegmentationException("the engine failed", e);
    }
  }

  /** Like {@link #segment(ByteBuffer)}, to be stopped through {@code options}. */
  Probability segment(ByteBuffer rgb, OrtSession.RunOptions options) throws SegmentationException {
    inUse.readLock().lock();
    try {
      if (closed) {
        throw new IllegalStateException("the segmenter is closed");
      }
      OnnxOutput output = session.run(rgb, 1, options);
      if (output.values().isEmpty()) {
        throw new SegmentationException("the model's output has the shape " + output.shape());
      }
      return Probability.owning(input().width(), input().height(), output.values().get());
    } catch (OrtException e) {
      throw new SegmentationException("the engine failed", e);
    } catch (IllegalArgumentException e) {
      throw new SegmentationException("the model's output is no probability", e);
    } finally {
      inUse.readLock().unlock();
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
    } finally {
      inUse.writeLock().unlock();
    }
  }

  @Override
  public String toString() {
    return "OnnxSegmenter[" + input().width() + "x" + input().height() + "]";
  }
}
