package dev.nevus.trainer.picture;

import java.util.Arrays;
import org.opencv.core.Mat;
import org.opencv.core.MatOfByte;
import org.opencv.imgcodecs.Imgcodecs;

/** Pictures as PNG files. */
public final class Png {
  private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};

  private Png() {}

  /** The picture stays the caller's to release. */
  public static byte[] encode(Mat bgr) {
    MatOfByte file = new MatOfByte();
    try {
      if (!Imgcodecs.imencode(".png", bgr, file)) {
        throw new IllegalStateException(
            "OpenCV could not encode a picture of " + bgr.width() + "x" + bgr.height());
      }
      return file.toArray();
    } finally {
      file.release();
    }
  }

  /** Whether a file says that it is a PNG. */
  public static boolean isPng(byte[] file) {
    return file.length > SIGNATURE.length
        && Arrays.equals(file, 0, SIGNATURE.length, SIGNATURE, 0, SIGNATURE.length);
  }
}
