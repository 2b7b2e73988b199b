package dev.nevus.worker;

import dev.nevus.segment.ModelInput;
import dev.nevus.segment.Probability;
import dev.nevus.segment.SegmentationException;
import dev.nevus.segment.Segmenter;
import java.nio.ByteBuffer;

/** Takes dark pixels for the lesion: enough for drawn images. Can be told to fail. */
final class DarkPixels implements Segmenter {
  private final ModelInput input = new ModelInput(64, 64);
  private boolean broken;

  void breakDown() {
    broken = true;
  }

  @Override
  public Probability segment(ByteBuffer rgb) throws SegmentationException {
    if (broken) {
      throw new SegmentationException("broken on purpose");
    }
    float[] values = new float[input.width() * input.height()];
    for (int i = 0; i < values.length; i++) {
      int sum = (rgb.get(3 * i) & 0xFF) + (rgb.get(3 * i + 1) & 0xFF) + (rgb.get(3 * i + 2) & 0xFF);
      values[i] = 1 - sum / (3 * 255f);
    }
    return new Probability(input.width(), input.height(), values);
  }

  @Override
  public ModelInput input() {
    return input;
  }

  @Override
  public void close() {
    // Nothing to free.
  }
}
