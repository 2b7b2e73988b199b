package dev.nevus.trainer.dataset;

import dev.nevus.image.LesionImage;
import org.opencv.core.Core;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.Scalar;
import org.opencv.imgproc.Imgproc;

/** One image at the net's size: RGB bytes, row by row, and its mask as bytes of 0 or 1. */
public final class Sample {
  private final int height;
  private final int width;
  private final byte[] rgb;
  private final byte[] mask;

  /** Takes both arrays over; the caller must not change them afterwards. */
  public Sample(int height, int width, byte[] rgb, byte[] mask) {
    if (rgb.length != height * width * 3 || mask.length != height * width) {
      throw new IllegalArgumentException(
          "%dx%d does not fit %d colour and %d mask bytes"
              .formatted(height, width, rgb.length, mask.length));
    }
    this.height = height;
    this.width = width;
    this.rgb = rgb;
    this.mask = mask;
  }

  public int height() {
    return height;
  }

  public int width() {
    return width;
  }

  /** Fills two matrices of the sample's size: three channels RGB, and one of 0 or 255. */
  void copyTo(Mat colours, Mat lesion) {
    colours.put(0, 0, rgb);
    lesion.put(0, 0, mask);
    Core.multiply(lesion, new Scalar(255), lesion);
  }

  /** The picture as the engine takes it; the caller closes it. */
  public LesionImage image() {
    Mat pixels = new Mat(height, width, CvType.CV_8UC3);
    pixels.put(0, 0, rgb);
    Imgproc.cvtColor(pixels, pixels, Imgproc.COLOR_RGB2BGR);
    return new LesionImage(pixels);
  }

  /** 0 to 255. */
  public int colour(int y, int x, int channel) {
    return rgb[(y * width + x) * 3 + channel] & 0xff;
  }

  /** Whether the pixel is lesion. */
  public boolean lesion(int y, int x) {
    return mask[y * width + x] != 0;
  }

  @Override
  public String toString() {
    return "Sample " + height + "x" + width;
  }
}
