package dev.nevus.worker.model;

import dev.nevus.segment.ModelInput;
import dev.nevus.segment.Probability;
import dev.nevus.segment.Segmenter;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Takes so many eighths of each picture, from the left, for the lesion: the mask tells who made it.
 * Notices when it is used or closed once more after it was closed.
 */
public final class PartOfPicture implements Segmenter {
  private static final ModelInput INPUT = new ModelInput(64, 64);

  private final int eighths;
  private final AtomicInteger closed = new AtomicInteger();
  private final AtomicInteger working = new AtomicInteger();

  public PartOfPicture(int eighths) {
    this.eighths = eighths;
  }

  @Override
  public Probability segment(ByteBuffer rgb) {
    working.incrementAndGet();
    try {
      if (closed.get() > 0) {
        throw new IllegalStateException("used after it was closed");
      }
      float[] values = new float[INPUT.width() * INPUT.height()];
      for (int i = 0; i < values.length; i++) {
        values[i] = i % INPUT.width() < eighths * INPUT.width() / 8 ? 1 : 0;
      }
      return new Probability(INPUT.width(), INPUT.height(), values);
    } finally {
      working.decrementAndGet();
    }
  }

  @Override
  public ModelInput input() {
    return INPUT;
  }

  @Override
  public void close() {
    if (working.get() > 0 || closed.incrementAndGet() > 1) {
      throw new IllegalStateException("closed while it works, or twice");
    }
  }

  /** How often it was closed. */
  public int closings() {
    return closed.get();
  }
}
