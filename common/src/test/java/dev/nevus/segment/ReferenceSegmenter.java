package dev.nevus.segment;

import java.nio.ByteBuffer;

/**
 * The slow twin: the darkness model as plain loops, {@code sigmoid(24 (0.55 - mean(r, g, b) /
 * 255))}. Every engine must agree with it.
 */
public final class ReferenceSegmenter implements Segmenter {
  /** How sharply darkness decides. */
  public static final float STEEPNESS = 24;

  /** The mean of red, green and blue, 0 to 1, below which a cell is lesion. */
  public static final float BORDER = 0.55f;

  private final ModelInput input;
  private volatile boolean closed;

  public ReferenceSegmenter(ModelInput input) {
    this.input = input;
  }

  @Override
  public Probability segment(ByteBuffer rgb) {
    if (closed) {
      throw new IllegalStateException("the segmenter is closed");
    }
    float[] values = new float[input.width() * input.height()];
    for (int i = 0; i < values.length; i++) {
      int sum = (rgb.get(3 * i) & 0xFF) + (rgb.get(3 * i + 1) & 0xFF) + (rgb.get(3 * i + 2) & 0xFF);
      double darkness = STEEPNESS * (BORDER - sum / 3.0 / 255);
      values[i] = (float) (1 / (1 + Math.exp(-darkness)));
    }
    return new Probability(input.width(), input.height(), values);
  }

  @Override
  public ModelInput input() {
    return input;
  }

  @Override
  public void close() {
    closed = true;
  }
}
