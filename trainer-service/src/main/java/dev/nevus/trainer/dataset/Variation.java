package dev.nevus.trainer.dataset;

/** One drawn variation: moves image and mask alike, and maps each colour value through a table. */
public final class Variation {
  static final float[][] UNCHANGED_COLOUR = unchangedColour();

  private final int turns;
  private final boolean mirrored;
  private final float[][] colourTables;

  Variation(int turns, boolean mirrored, float[][] colourTables) {
    this.turns = turns;
    this.mirrored = mirrored;
    this.colourTables = colourTables;
  }

  /**
   * Writes the varied sample at {@code index} of a batch.
   *
   * @param pixels the batch's colours, [N, 3, H, W], 0 to 1
   * @param masks the batch's masks, [N, 1, H, W], 0 or 1
   */
  public void write(Sample sample, float[] pixels, float[] masks, int index) {
    int height = sample.height();
    int width = sample.width();
    int plane = height * width;
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        int from = source(y, x, height, width);
        int sourceY = from / width;
        int sourceX = from % width;
        int at = y * width + x;
        masks[index * plane + at] = sample.lesion(sourceY, sourceX) ? 1 : 0;
        for (int channel = 0; channel < 3; channel++) {
          pixels[(index * 3 + channel) * plane + at] =
              colourTables[channel][sample.colour(sourceY, sourceX, channel)];
        }
      }
    }
  }

  private int source(int y, int x, int height, int width) {
    int mirroredX = mirrored ? width - 1 - x : x;
    return switch (turns) {
      case 0 -> y * width + mirroredX;
      case 1 -> mirroredX * width + (width - 1 - y);
      case 2 -> (height - 1 - y) * width + (width - 1 - mirroredX);
      default -> (height - 1 - mirroredX) * width + y;
    };
  }

  private static float[][] unchangedColour() {
    float[] table = new float[256];
    for (int value = 0; value < 256; value++) {
      table[value] = value / 255f;
    }
    return new float[][] {table, table, table};
  }
}
