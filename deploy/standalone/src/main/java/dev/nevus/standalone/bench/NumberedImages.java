package dev.nevus.standalone.bench;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.nevus.mask.DrawnLesion;
import dev.nevus.mask.DrawnLesions;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * As many different images as are wanted, at no cost when they are sent: a few drawings, each time
 * with another comment in the file. Safe for many threads.
 */
public final class NumberedImages implements Supplier<byte[]> {
  private static final int DRAWINGS = 8;
  private static final int START_OF_IMAGE = 2;
  private static final short COMMENT = (short) 0xFFFE;

  private final List<byte[]> drawings = new ArrayList<>();
  private final AtomicInteger next = new AtomicInteger();

  /** Drawings of this size, in pixels; those of one seed are always the same. */
  public NumberedImages(int width, int height, long seed) {
    for (long i = seed; i < seed + DRAWINGS; i++) {
      try (DrawnLesion lesion = DrawnLesions.draw(DrawnLesions.Scene.varied(width, height, i), i)) {
        drawings.add(lesion.jpeg());
      }
    }
  }

  /** The next one, a JPEG file. */
  @Override
  public byte[] get() {
    int number = next.getAndIncrement();
    byte[] jpeg = drawings.get(number % drawings.size());
    byte[] text = ("image " + number).getBytes(US_ASCII);
    // Behind the first segment: readers of JFIF want that one first.
    int at = START_OF_IMAGE + 2 + (ByteBuffer.wrap(jpeg).getShort(START_OF_IMAGE + 2) & 0xFFFF);
    return ByteBuffer.allocate(jpeg.length + text.length + 4)
        .put(jpeg, 0, at)
        .putShort(COMMENT)
        .putShort((short) (text.length + 2))
        .put(text)
        .put(jpeg, at, jpeg.length - at)
        .array();
  }
}
