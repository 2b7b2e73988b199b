package dev.nevus.trainer;

import dev.nevus.trainer.dataset.Sample;
import dev.nevus.trainer.dataset.Samples;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Noisy images of one dark disc each, with exact masks. */
public final class DrawnDiscs {
  private DrawnDiscs() {}

  public static Samples draw(int count, int size, long seed) {
    Random random = new Random(seed);
    List<Sample> samples = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      samples.add(disc(size, random));
    }
    return new Samples(size, size, samples);
  }

  private static Sample disc(int size, Random random) {
    double radius = size * (0.12 + 0.15 * random.nextDouble());
    double centreX = size * (0.3 + 0.4 * random.nextDouble());
    double centreY = size * (0.3 + 0.4 * random.nextDouble());
    byte[] rgb = new byte[size * size * 3];
    byte[] mask = new byte[size * size];
    for (int i = 0; i < size * size; i++) {
      int row = i / size;
      boolean inside = Math.hypot(i % size - centreX, row - centreY) < radius;
      mask[i] = (byte) (inside ? 1 : 0);
      for (int channel = 0; channel < 3; channel++) {
        double value = (inside ? 90 : 180) + 25 * random.nextGaussian();
        rgb[i * 3 + channel] = (byte) Math.round(Math.min(255, Math.max(0, value)));
      }
    }
    return new Sample(size, size, rgb, mask);
  }
}
