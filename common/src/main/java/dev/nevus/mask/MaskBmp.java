package dev.nevus.mask;

import org.opencv.core.MatOfByte;
import org.opencv.imgcodecs.Imgcodecs;

/**
 * Masks as bitmap files of 8 bits, 0 or 255, for programs that read nothing else. Safe for many
 * threads.
 */
public final class MaskBmp {
  private MaskBmp() {}

  /** The mask as an uncompressed grey BMP. */
  public static byte[] encode(Mask mask) {
    MatOfByte file = new MatOfByte();
    try {
      if (!Imgcodecs.imencode(".bmp", mask.pixels(), file)) {
        throw new IllegalStateException("OpenCV could not encode " + mask);
      }
      return file.toArray();
    } finally {
      file.release();
    }
  }
}
