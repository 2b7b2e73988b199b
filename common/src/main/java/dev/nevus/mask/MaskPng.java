package dev.nevus.mask;

import dev.nevus.image.ImageFormat;
import dev.nevus.image.ImageInspector;
import dev.nevus.image.ImageLimits;
import dev.nevus.image.Inspection;
import dev.nevus.image.NativeOpenCv;
import dev.nevus.image.Refusal;
import dev.nevus.image.Refusal.Code;
import dev.nevus.image.RefusedException;
import org.opencv.core.CvException;
import org.opencv.core.Mat;
import org.opencv.core.MatOfByte;
import org.opencv.imgcodecs.Imgcodecs;
import org.opencv.imgproc.Imgproc;

/**
 * Masks as PNG files: one channel, 0 or 255, at the displayed size of the image. Safe for many
 * threads.
 */
public final class MaskPng {
  private static final double THRESHOLD = 127;

  private MaskPng() {}

  /** The mask as a one-bit PNG. */
  public static byte[] encode(Mask mask) {
    return BilevelPng.encode(mask);
  }

  /**
   * Reads a mask. Grey values above 127 are the lesion, so masks saved by other programs are taken
   * too.
   *
   * @throws RefusedException if the bytes are no PNG within the limits, or are damaged
   */
  public static Mask decode(byte[] png, ImageLimits limits) throws RefusedException {
    NativeOpenCv.load();
    requirePng(png, limits);
    MatOfByte file = new MatOfByte(png);
    try {
      Mat pixels =
          Imgcodecs.imdecode(
              file, Imgcodecs.IMREAD_GRAYSCALE | Imgcodecs.IMREAD_IGNORE_ORIENTATION);
      if (pixels.empty()) {
        throw damaged();
      }
      Imgproc.threshold(pixels, pixels, THRESHOLD, 255, Imgproc.THRESH_BINARY);
      return new Mask(pixels);
    } catch (CvException e) {
      throw damaged();
    } finally {
      file.release();
    }
  }

  private static void requirePng(byte[] png, ImageLimits limits) throws RefusedException {
    Inspection inspection = new ImageInspector(limits).inspect(png);
    if (inspection instanceof Inspection.Refused refused
        && refused.refusal().code() != Code.UNSUPPORTED_FORMAT) {
      throw refused.refusal().asException();
    }
    if (!(inspection instanceof Inspection.Accepted accepted)
        || accepted.header().format() != ImageFormat.PNG) {
      throw new Refusal(
              Code.UNSUPPORTED_FORMAT, "A mask must be a PNG: other formats blur its edge.")
          .asException();
    }
  }

  private static RefusedException damaged() {
    return new Refusal(Code.CORRUPT_IMAGE, "The mask's pixels are damaged: save and send it again.")
        .asException();
  }
}
