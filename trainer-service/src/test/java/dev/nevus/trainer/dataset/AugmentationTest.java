package dev.nevus.trainer.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AugmentationTest {
  private static final int SIZE = 8;

  @Test
  void drawsTheSameFromTheSameSeed() {
    assertThat(varied(7, sample()))
        .isEqualTo(varied(7, sample()))
        .isNotEqualTo(varied(8, sample()));
  }

  @Test
  void keepsTheMaskOnItsLesion() {
    Sample sample = sample();
    Random random = new Random(2);
    for (int draw = 0; draw < 100; draw++) {
      float[] pixels = new float[3 * SIZE * SIZE];
      float[] masks = new float[SIZE * SIZE];

      Augmentation.FLIPS_TURNS_COLOUR.draw(random, true).write(sample, pixels, masks, 0);

      for (int i = 0; i < masks.length; i++) {
        assertThat(masks[i] > 0.5).as("draw %d, pixel %d", draw, i).isEqualTo(pixels[i] > 0.5);
      }
    }
  }

  @Test
  void reachesAllEightSymmetries() {
    Set<String> seen = new HashSet<>();
    Random random = new Random(1);
    for (int draw = 0; draw < 200; draw++) {
      float[] masks = new float[SIZE * SIZE];
      Augmentation.FLIPS_TURNS_COLOUR
          .draw(random, true)
          .write(sample(), new float[3 * SIZE * SIZE], masks, 0);
      seen.add(Arrays.toString(masks));
    }

    assertThat(seen).hasSize(8);
  }

  @Test
  void changesNothingWhenSwitchedOff() {
    Sample sample = sample();
    float[] pixels = new float[3 * SIZE * SIZE];

    Augmentation.NONE.draw(new Random(1), true).write(sample, pixels, new float[SIZE * SIZE], 0);

    assertThat(pixels[SIZE + 2]).isEqualTo(sample.colour(1, 2, 0) / 255f);
    assertThat(pixels[2 * SIZE * SIZE + 3]).isEqualTo(sample.colour(0, 3, 2) / 255f);
  }

  private static float[] varied(long seed, Sample sample) {
    float[] pixels = new float[3 * SIZE * SIZE];
    Augmentation.FLIPS_TURNS_COLOUR
        .draw(new Random(seed), true)
        .write(sample, pixels, new float[SIZE * SIZE], 0);
    return pixels;
  }

  /** An L, bright where the mask is set: it looks different in each of its eight positions. */
  private static Sample sample() {
    byte[] rgb = new byte[SIZE * SIZE * 3];
    byte[] mask = new byte[SIZE * SIZE];
    for (int y = 0; y < SIZE; y++) {
      for (int x = 0; x < SIZE; x++) {
        boolean lesion = (x == 1 && y < 6) || (y == 5 && x > 0 && x < 4);
        mask[y * SIZE + x] = (byte) (lesion ? 1 : 0);
        Arrays.fill(rgb, (y * SIZE + x) * 3, (y * SIZE + x) * 3 + 3, (byte) (lesion ? 220 : 30));
      }
    }
    return new Sample(SIZE, SIZE, rgb, mask);
  }
}
