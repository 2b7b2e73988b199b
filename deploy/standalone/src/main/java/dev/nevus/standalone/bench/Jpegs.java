package dev.nevus.standalone.bench;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.ByteBuffer;

/** JPEG files made different without another look at their pixels. */
final class Jpegs {
  private static final int START_OF_IMAGE = 2;
  private static final short COMMENT = (short) 0xFFFE;

  private Jpegs() {}

  /** The file with a comment in it: another image to Nevus, of the same cost. */
  static byte[] withComment(byte[] jpeg, String comment) {
    byte[] text = comment.getBytes(US_ASCII);
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

  /** Whether these bytes begin as a JPEG file does, with a segment after the start. */
  static boolean isJpeg(byte[] file) {
    return file.length > 6
        && (file[0] & 0xFF) == 0xFF
        && (file[1] & 0xFF) == 0xD8
        && (file[2] & 0xFF) == 0xFF;
  }
}
