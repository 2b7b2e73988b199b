package dev.nevus.segment.onnx;

import ai.onnxruntime.OrtException;
import dev.nevus.segment.ModelInput;
import dev.nevus.segment.Probability;
import dev.nevus.segment.SegmentationException;
import dev.nevus.segment.Segmenter;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;

/**
 * An open model whose runs are stopped when they take too long. Closing this leaves the model open.
 * For one thread.
 */
final class LimitedSegmenter implements Segmenter {
  private final OnnxSegmenter model;
  private final Duration patience;
  private final ScheduledExecutorService clock = Deadline.clock();
  private boolean tooSlow;

  LimitedSegmenter(OnnxSegmenter model, Duration patience) {
    this.model = model;
    this.patience = patience;
  }

  @Override
  public Probability segment(ByteBuffer rgb) throws SegmentationException {
    try (Deadline deadline = Deadline.in(patience, clock)) {
      try {
        return model.segment(rgb, deadline.options());
      } finally {
        tooSlow = deadline.hasPassed();
      }
    } catch (OrtException e) {
      throw new SegmentationException("the engine failed", e);
    }
  }

  /** Whether the last run took too long, however it ended. */
  boolean wasTooSlow() {
    return tooSlow;
  }

  @Override
  public ModelInput input() {
    return model.input();
  }

  @Override
  public void close() {
    clock.shutdownNow();
  }
}
