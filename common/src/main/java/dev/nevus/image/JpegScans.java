package dev.nevus.image;

import dev.nevus.image.Refusal.Code;
import java.nio.ByteBuffer;

/**
 * Counts the scans of a JPEG that has several. Each costs the decoder a pass over the whole image,
 * however few bytes it has: a small file of ten thousand scans would keep a core for an hour.
 */
final class JpegScans {
  /** Encoders make about ten; the standard allows no sense in more than a few dozen. */
  static final int MOST = 100;

  private static final int START_OF_SCAN = 0xDA;
  private static final int END_OF_IMAGE = 0xD9;

  private JpegScans() {}

  /**
   * Walks as the decoder does: over the coded data to the next marker, over the marker's segment.
   *
   * @param at behind the marker of the first scan
   * @throws RefusedException if there are too many
   */
  static void requireFew(ByteBuffer file, int at) throws RefusedException {
    int scans = 1;
    int next = at + segmentLength(file, at);
    while (true) {
      int marker = markerAfter(file, next);
      if (marker < 0 || (file.get(marker) & 0xFF) == END_OF_IMAGE) {
        return;
      }
      int code = file.get(marker) & 0xFF;
      next = marker + 1;
      if (!JpegStructure.standsAlone(code)) {
        next += segmentLength(file, next);
      }
      if (code == START_OF_SCAN && ++scans > MOST) {
        throw new Refusal(
                Code.UNSUPPORTED_FORMAT,
                "The JPEG comes in more than %d scans: save it as baseline or in the usual ten."
                    .formatted(MOST))
            .asException();
      }
    }
  }

  private static int segmentLength(ByteBuffer file, int at) {
    return at + 2 <= file.limit() ? file.getShort(at) & 0xFFFF : 0;
  }

  /** Where the next marker's code is; negative where there is none. */
  private static int markerAfter(ByteBuffer file, int from) {
    for (int at = from; at + 1 < file.limit(); at++) {
      if (file.get(at) == (byte) 0xFF && endsScan(file.get(at + 1) & 0xFF)) {
        return at + 1;
      }
    }
    return -1;
  }

  /** Neither a stuffed byte, nor a fill byte, nor a restart. */
  private static boolean endsScan(int code) {
    return code != 0 && code != 0xFF && (code < 0xD0 || code > 0xD7);
  }
}
