package dev.nevus.standalone.bench;

import dev.nevus.mask.DrawnLesion;
import dev.nevus.mask.DrawnLesions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * As many different images as are wanted, at no cost when they are sent: a few pictures, each time
 * with another comment in the file. Safe for many threads.
 */
public final class NumberedImages implements Supplier<byte[]> {
  private static final int DRAWINGS = 8;

  private final List<byte[]> pictures;
  private final AtomicInteger next = new AtomicInteger();

  private NumberedImages(List<byte[]> pictures) {
    this.pictures = List.copyOf(pictures);
  }

  /** Drawings of this size, in pixels; those of one seed are always the same. */
  public NumberedImages(int width, int height, long seed) {
    this(drawn(width, height, seed));
  }

  /**
   * These pictures in turns.
   *
   * @param jpegs at least one JPEG file
   * @throws IllegalArgumentException if there is none, or one is no JPEG file
   */
  public static NumberedImages of(List<byte[]> jpegs) {
    if (jpegs.isEmpty() || !jpegs.stream().allMatch(Jpegs::isJpeg)) {
      throw new IllegalArgumentException("pictures in JPEG files, please");
    }
    return new NumberedImages(jpegs);
  }

  /** The next one, a JPEG file. */
  @Override
  public byte[] get() {
    int number = next.getAndIncrement();
    return Jpegs.withComment(pictures.get(number % pictures.size()), "image " + number);
  }

  private static List<byte[]> drawn(int width, int height, long seed) {
    List<byte[]> drawings = new ArrayList<>();
    for (long i = seed; i < seed + DRAWINGS; i++) {
      try (DrawnLesion lesion = DrawnLesions.draw(DrawnLesions.Scene.varied(width, height, i), i)) {
        drawings.add(lesion.jpeg());
      }
    }
    return drawings;
  }
}
