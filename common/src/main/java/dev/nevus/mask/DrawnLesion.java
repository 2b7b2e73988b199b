package dev.nevus.mask;

import dev.nevus.image.LesionImage;
import org.opencv.core.Core;
import org.opencv.core.MatOfByte;
import org.opencv.core.MatOfInt;
import org.opencv.imgcodecs.Imgcodecs;

/** A drawn image and its true mask. Owns both until closed. Not for two threads at once. */
public final class DrawnLesion implements AutoCloseable {
  private static final int JPEG_QUALITY = 92;

  private final LesionImage image;
  private final Mask mask;

  DrawnLesion(LesionImage image, Mask mask) {
    this.image = image;
    this.mask = mask;
  }

  /** The picture; still owned by this drawing. */
  public LesionImage image() {
    return image;
  }

  /** Exactly the lesion's pixels; still owned by this drawing. */
  public Mask mask() {
    return mask;
  }

  /** Turns bright to dark, in place, as under another light that a camera may see by. */
  public DrawnLesion turnNegative() {
    Core.bitwise_not(image.bgr(), image.bgr());
    return this;
  }

  /** The picture as a JPEG file. */
  public byte[] jpeg() {
    return file(".jpg", new MatOfInt(Imgcodecs.IMWRITE_JPEG_QUALITY, JPEG_QUALITY));
  }

  /** The picture as a PNG file. */
  public byte[] png() {
    return file(".png", new MatOfInt());
  }

  private byte[] file(String extension, MatOfInt options) {
    MatOfByte file = new MatOfByte();
    try {
      if (!Imgcodecs.imencode(extension, image.bgr(), file, options)) {
        throw new IllegalStateException("OpenCV could not encode a drawing");
      }
      return file.toArray();
    } finally {
      file.release();
      options.release();
    }
  }

  @Override
  public void close() {
    image.close();
    mask.close();
  }
}
