package dev.nevus.trainer.promotion;

import dev.nevus.mask.DrawnLesion;
import dev.nevus.mask.DrawnLesions;
import dev.nevus.segment.ModelInput;
import dev.nevus.segment.SegmentationException;
import dev.nevus.segment.Segmenter;
import java.time.Duration;
import java.util.Arrays;
import java.util.function.LongSupplier;

/**
 * How long an image takes in two models. They take turns, so that whatever else the machine does
 * slows both; a ratio of the two is worth more than either time. In the caller's thread.
 */
public final class MeasureLatency {
  static final int WARM_UP = 5;

  /** Odd, so that the median is one of the times. */
  static final int ROUNDS = 31;

  private static final long PICTURE = 1;
  private static final int SMALLEST_DRAWING = 16;

  /** Half of the runs took no longer. */
  public record Medians(Duration first, Duration second) {}

  private final LongSupplier nanoTime;

  /**
   * @param nanoTime the clock, in nanoseconds
   */
  public MeasureLatency(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  /** Times both on a picture drawn at the model's own size, so that little is spent on resizing. */
  public Medians of(Segmenter first, Segmenter second) throws SegmentationException {
    try (Lane one = new Lane(first);
        Lane other = new Lane(second)) {
      for (int round = -WARM_UP; round < ROUNDS; round++) {
        // Who comes second finds the processor as the other left it: they take turns in that, too.
        if (round % 2 == 0) {
          one.run(round);
          other.run(round);
        } else {
          other.run(round);
          one.run(round);
        }
      }
      return new Medians(one.median(), other.median());
    }
  }

  /** One model, its picture, and what its rounds took. */
  private final class Lane implements AutoCloseable {
    private final Segmenter segmenter;
    private final DrawnLesion picture;
    private final long[] nanos = new long[ROUNDS];

    Lane(Segmenter segmenter) {
      ModelInput input = segmenter.input();
      int width = Math.max(SMALLEST_DRAWING, input.width());
      int height = Math.max(SMALLEST_DRAWING, input.height());
      this.segmenter = segmenter;
      this.picture = DrawnLesions.draw(new DrawnLesions.Scene(width, height, 0, false), PICTURE);
    }

    void run(int round) throws SegmentationException {
      long start = nanoTime.getAsLong();
      segmenter.segment(picture.image());
      long end = nanoTime.getAsLong();
      if (round >= 0) {
        nanos[round] = end - start;
      }
    }

    Duration median() {
      Arrays.sort(nanos);
      return Duration.ofNanos(nanos[ROUNDS / 2]);
    }

    @Override
    public void close() {
      picture.close();
    }
  }
}
