package dev.nevus.ingest;

import dev.nevus.mask.DrawnLesion;
import dev.nevus.mask.DrawnLesions;
import dev.nevus.mask.MaskPng;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

/** Image files for tests, drawn in code. */
public final class Drawings {
  public static final int WIDTH = 160;
  public static final int HEIGHT = 120;

  private static final int CHUNK_FRAME = 12;

  private Drawings() {}

  /** A dermoscopy-like JPEG; another one for each seed. */
  public static byte[] jpeg(long seed) {
    try (DrawnLesion drawn = drawn(seed)) {
      return drawn.jpeg();
    }
  }

  /** The true mask of {@link #jpeg} of the same seed, as a PNG. */
  public static byte[] mask(long seed) {
    try (DrawnLesion drawn = drawn(seed)) {
      return MaskPng.encode(drawn.mask());
    }
  }

  /** A PNG of a few bytes whose header declares this size. */
  public static byte[] pngDeclaring(int width, int height) {
    byte[] signature = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};
    ByteBuffer header = ByteBuffer.allocate(13);
    header.putInt(width).putInt(height).put((byte) 8).put((byte) 2).put(new byte[3]);
    byte[] first = chunk("IHDR", header.array());
    byte[] data = chunk("IDAT", new byte[] {0});
    byte[] last = chunk("IEND", new byte[0]);
    return ByteBuffer.allocate(signature.length + first.length + data.length + last.length)
        .put(signature)
        .put(first)
        .put(data)
        .put(last)
        .array();
  }

  private static byte[] chunk(String type, byte[] data) {
    byte[] name = type.getBytes(StandardCharsets.US_ASCII);
    CRC32 checksum = new CRC32();
    checksum.update(name);
    checksum.update(data);
    return ByteBuffer.allocate(data.length + CHUNK_FRAME)
        .putInt(data.length)
        .put(name)
        .put(data)
        .putInt((int) checksum.getValue())
        .array();
  }

  private static DrawnLesion drawn(long seed) {
    return DrawnLesions.draw(DrawnLesions.Scene.varied(WIDTH, HEIGHT, seed), seed);
  }
}
