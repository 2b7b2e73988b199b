package dev.nevus.trainer.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.nevus.trainer.DrawnDiscs;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SampleWriterTest {
  private static final int SIZE = 64;
  private static final int GRID = 16;

  private final float[] pixels = new float[2 * 3 * SIZE * SIZE];
  private final float[] labels = new float[2 * GRID * GRID];

  @Test
  void drawsTheSameFromTheSameSeed() {
    float[] first = varied(7).clone();

    assertThat(varied(7)).isEqualTo(first);
    assertThat(varied(8)).isNotEqualTo(first);
  }

  @Test
  void writesPixelsAndEachCellsShareOfLesionWhenNothingIsVaried() {
    Sample disc = disc();

    try (SampleWriter writer = new SampleWriter(SIZE, SIZE, GRID, GRID)) {
      writer.write(disc, Augmentation.NONE, new Random(1), pixels, labels, 1);
    }

    int image = 3 * SIZE * SIZE;
    assertThat(pixels[image + SIZE + 2]).isEqualTo(disc.colour(1, 2, 0) / 255f);
    assertThat(pixels[image + 2 * SIZE * SIZE + 3]).isEqualTo(disc.colour(0, 3, 2) / 255f);
    for (int cell = 0; cell < GRID * GRID; cell++) {
      assertThat(labels[GRID * GRID + cell]).isCloseTo(share(disc, cell), within(0.005f));
    }
    assertThat(Arrays.copyOf(pixels, image)).containsOnly(0);
  }

  @Test
  void variesTheSmallestImagesThatANetTakes() {
    int small = 16;
    Sample disc = DrawnDiscs.draw(1, small, 1).get(0);
    Random random = new Random(4);
    float[] colours = new float[3 * small * small];
    float[] cells = new float[small * small];

    try (SampleWriter writer = new SampleWriter(small, small, small, small)) {
      for (int draw = 0; draw < 200; draw++) {
        writer.write(disc, Augmentation.FULL, random, colours, cells, 0);
        for (float colour : colours) {
          assertThat(colour).isBetween(0f, 1f);
        }
      }
    }
  }

  @Test
  void keepsTheLabelOnItsLesion() {
    Sample disc = disc();
    Random random = new Random(2);
    int asWanted = 0;
    int draws = 200;
    try (SampleWriter writer = new SampleWriter(SIZE, SIZE, GRID, GRID)) {
      for (int draw = 0; draw < draws; draw++) {
        writer.write(disc, Augmentation.FULL, random, pixels, labels, 0);
        // The disc is darker than its surroundings, in every light.
        asWanted += lightness(true) < lightness(false) ? 1 : 0;
      }
    }

    // Pen marks, dark corners and lesions that leave the picture account for the rest.
    assertThat(asWanted).isGreaterThan(draws * 95 / 100);
  }

  private float[] varied(long seed) {
    try (SampleWriter writer = new SampleWriter(SIZE, SIZE, GRID, GRID)) {
      writer.write(disc(), Augmentation.FULL, new Random(seed), pixels, labels, 0);
    }
    return pixels;
  }

  private double lightness(boolean lesion) {
    double sum = 0;
    int count = 0;
    for (int y = 0; y < SIZE; y++) {
      for (int x = 0; x < SIZE; x++) {
        float label = labels[y * GRID / SIZE * GRID + x * GRID / SIZE];
        if (label == (lesion ? 1 : 0)) {
          sum += pixels[SIZE * SIZE + y * SIZE + x];
          count++;
        }
      }
    }
    return count == 0 ? (lesion ? 0 : 1) : sum / count;
  }

  private static float share(Sample disc, int cell) {
    int side = SIZE / GRID;
    int lesion = 0;
    for (int i = 0; i < side * side; i++) {
      int y = cell / GRID * side + i / side;
      int x = cell % GRID * side + i % side;
      lesion += disc.lesion(y, x) ? 1 : 0;
    }
    return (float) lesion / (side * side);
  }

  private static Sample disc() {
    return DrawnDiscs.draw(1, SIZE, 4).get(0);
  }
}
