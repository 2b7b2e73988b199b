package dev.nevus.trainer.dataset;

import java.util.random.RandomGenerator;

/**
 * How samples are varied while they are fed: mirror images, quarter turns and mild changes of
 * colour. A lesion has no up or left, and cameras differ in white balance, so each of these is an
 * image that could have been taken. Everything drawn comes from the caller's generator.
 */
public enum Augmentation {
  NONE,
  FLIPS_TURNS_COLOUR;

  private static final double CONTRAST = 0.15;
  private static final double BRIGHTNESS = 0.08;
  private static final double CHANNEL_GAIN = 0.07;

  /** Draws the variation for one sample. Quarter turns need square samples. */
  public Variation draw(RandomGenerator random, boolean square) {
    if (this == NONE) {
      return new Variation(0, false, Variation.UNCHANGED_COLOUR);
    }
    int turns = square ? random.nextInt(4) : 2 * random.nextInt(2);
    boolean mirrored = random.nextBoolean();
    double contrast = 1 + around(random, CONTRAST);
    double brightness = around(random, BRIGHTNESS);
    float[][] tables = new float[3][];
    for (int channel = 0; channel < 3; channel++) {
      tables[channel] = table(contrast, brightness, 1 + around(random, CHANNEL_GAIN));
    }
    return new Variation(turns, mirrored, tables);
  }

  private static double around(RandomGenerator random, double spread) {
    return spread * (2 * random.nextDouble() - 1);
  }

  private static float[] table(double contrast, double brightness, double gain) {
    float[] table = new float[256];
    for (int value = 0; value < 256; value++) {
      double changed = gain * ((value / 255.0 - 0.5) * contrast + 0.5 + brightness);
      table[value] = (float) Math.min(1, Math.max(0, changed));
    }
    return table;
  }
}
