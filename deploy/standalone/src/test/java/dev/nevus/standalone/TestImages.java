package dev.nevus.standalone;

import dev.nevus.mask.DrawnLesion;
import dev.nevus.mask.DrawnLesions;
import java.nio.ByteBuffer;

/** Images for tests, drawn: those of one seed are always the same. */
final class TestImages {
  private TestImages() {}

  static byte[] drawn(int width, int height, long seed) {
    try (DrawnLesion lesion =
        DrawnLesions.draw(new DrawnLesions.Scene(width, height, 0, false), seed)) {
      return lesion.jpeg();
    }
  }

  static byte[] drawnPng(int width, int height, long seed) {
    try (DrawnLesion lesion =
        DrawnLesions.draw(new DrawnLesions.Scene(width, height, 0, false), seed)) {
      return lesion.png();
    }
  }

  /** A PNG of a few bytes whose header declares this size. */
  static byte[] declaring(int width, int height) {
    byte[] png = drawnPng(16, 16, 9);
    ByteBuffer.wrap(png).putInt(16, width).putInt(20, height);
    return png;
  }
}
