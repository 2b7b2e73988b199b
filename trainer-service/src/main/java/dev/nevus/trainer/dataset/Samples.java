package dev.nevus.trainer.dataset;

import dev.nevus.label.folder.LabelledImage;
import dev.nevus.mask.DrawnLesion;
import dev.nevus.mask.DrawnLesions;
import dev.nevus.segment.ModelInput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Images and masks at the net's size, kept in memory as bytes, four a pixel (66 kB an image at
 * 128x128) so that feeding never waits for a decoder. Immutable once loaded; safe for many threads.
 */
public final class Samples {
  private final int height;
  private final int width;
  private final List<Sample> samples;

  public Samples(int height, int width, List<Sample> samples) {
    for (Sample sample : samples) {
      if (sample.height() != height || sample.width() != width) {
        throw new IllegalArgumentException("not %dx%d: %s".formatted(height, width, sample));
      }
    }
    this.height = height;
    this.width = width;
    this.samples = List.copyOf(samples);
  }

  /**
   * Reads and shrinks every pair.
   *
   * @throws BadPairsException naming every pair that cannot be used
   */
  public static Samples load(List<LabelledImage> images, int height, int width) throws IOException {
    SampleReader reader = new SampleReader(new ModelInput(width, height));
    List<Sample> samples = new ArrayList<>(images.size());
    List<String> problems = new ArrayList<>();
    for (LabelledImage image : images) {
      try {
        samples.add(reader.read(image));
      } catch (IOException e) {
        problems.add(String.valueOf(e.getMessage()));
      }
    }
    if (!problems.isEmpty()) {
      throw new BadPairsException(problems);
    }
    return new Samples(height, width, samples);
  }

  /** Drawn lesions, for measurements of speed; the same at every call. */
  public static Samples drawn(int count, int height, int width) {
    SampleReader reader = new SampleReader(new ModelInput(width, height));
    List<Sample> samples = new ArrayList<>(count);
    for (int seed = 0; seed < count; seed++) {
      DrawnLesions.Scene scene = DrawnLesions.Scene.varied(2 * width, 2 * height, seed);
      try (DrawnLesion lesion = DrawnLesions.draw(scene, seed)) {
        samples.add(reader.of(lesion.image(), lesion.mask()));
      }
    }
    return new Samples(height, width, samples);
  }

  public int height() {
    return height;
  }

  public int width() {
    return width;
  }

  public int size() {
    return samples.size();
  }

  public Sample get(int index) {
    return samples.get(index);
  }
}
