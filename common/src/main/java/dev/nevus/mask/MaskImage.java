package dev.nevus.mask;

import dev.nevus.image.ImageDecoder;
import dev.nevus.image.ImageFormat;
import dev.nevus.image.ImageInspector;
import dev.nevus.image.ImageLimits;
import dev.nevus.image.Inspection;
import dev.nevus.image.LesionImage;
import dev.nevus.image.NativeOpenCv;
import dev.nevus.image.RefusedException;
import org.opencv.core.Mat;
import org.opencv.imgproc.Imgproc;

/**
 * Masks in any format that images have, as annotators' programs save them. Safe for many threads.
 */
public final class MaskImage {
  private static final double THRESHOLD = 127;

  private MaskImage() {}

  /**
   * Reads a mask. Grey values above 127 are the lesion.
   *
   * @throws RefusedException if the bytes are no image within the limits, or are damaged
   */
  public static Mask decode(byte[] file, ImageLimits limits) throws RefusedException {
    return isPng(file, limits) ? MaskPng.decode(file, limits) : thresholded(file, limits);
  }

  private static boolean isPng(byte[] file, ImageLimits limits) {
    return new ImageInspector(limits).inspect(file) instanceof Inspection.Accepted accepted
        && accepted.header().format() == ImageFormat.PNG;
  }

  private static Mask thresholded(byte[] file, ImageLimits limits) throws RefusedException {
    NativeOpenCv.load();
    try (LesionImage image = new ImageDecoder(limits).decode(file)) {
      Mat grey = new Mat();
      Imgproc.cvtColor(image.bgr(), grey, Imgproc.COLOR_BGR2GRAY);
      Imgproc.threshold(grey, grey, THRESHOLD, 255, Imgproc.THRESH_BINARY);
      return new Mask(grey);
    }
  }
}
