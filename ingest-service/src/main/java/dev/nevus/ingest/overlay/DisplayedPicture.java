package dev.nevus.ingest.overlay;

import dev.nevus.image.ImageDecoder;
import dev.nevus.image.ImageLimits;
import dev.nevus.image.LesionImage;
import dev.nevus.image.RefusedException;
import dev.nevus.mask.Mask;
import dev.nevus.mask.MaskPng;
import java.util.ArrayList;
import java.util.List;
import org.opencv.core.Core;
import org.opencv.core.Mat;
import org.opencv.core.MatOfPoint;
import org.opencv.core.Scalar;
import org.opencv.core.Size;
import org.opencv.imgproc.Imgproc;

/**
 * Pictures of an image for people's eyes. Always made from pixels, never from the sender's file:
 * what else the file holds (camera, place, names) stays in the store. Safe for many threads; each
 * picture takes about ten bytes a pixel while it is made.
 */
public final class DisplayedPicture {
  private static final double SKIN_KEPT = 0.7;
  private static final Scalar TINT = new Scalar(60, 30, 10);
  private static final Scalar CONTOUR = new Scalar(80, 255, 80);
  private static final int PIXELS_PER_LINE_WIDTH = 300;

  private final ImageDecoder decoder;
  private final ImageLimits limits;

  public DisplayedPicture(ImageLimits limits) {
    this.decoder = new ImageDecoder(limits);
    this.limits = limits;
  }

  /**
   * The image upright, as its mask lies on it.
   *
   * @throws RefusedException if the pixels are damaged
   */
  public byte[] plain(byte[] original, PictureFormat format) throws RefusedException {
    try (LesionImage image = decoder.decode(original)) {
      return format.encode(image.bgr());
    }
  }

  /**
   * The image with the border of its mask drawn on it and everything outside tinted.
   *
   * @throws RefusedException if the pixels of either are damaged
   */
  public byte[] withMask(byte[] original, byte[] maskPng, PictureFormat format)
      throws RefusedException {
    try (LesionImage image = decoder.decode(original);
        Mask mask = MaskPng.decode(maskPng, limits)) {
      Mat inside = new Mat();
      Mat picture = new Mat();
      try {
        Imgproc.resize(mask.pixels(), inside, image.bgr().size(), 0, 0, Imgproc.INTER_NEAREST);
        // c = 0.7 c + tint everywhere, then the lesion's own pixels back over it.
        Core.convertScaleAbs(image.bgr(), picture, SKIN_KEPT, 0);
        Core.add(picture, TINT, picture);
        image.bgr().copyTo(picture, inside);
        drawBorder(picture, inside);
        return format.encode(picture);
      } finally {
        inside.release();
        picture.release();
      }
    }
  }

  private static void drawBorder(Mat picture, Mat inside) {
    List<MatOfPoint> borders = new ArrayList<>();
    Mat hierarchy = new Mat();
    Imgproc.findContours(
        inside, borders, hierarchy, Imgproc.RETR_LIST, Imgproc.CHAIN_APPROX_SIMPLE);
    Size size = picture.size();
    int width = Math.max(1, (int) (Math.max(size.width, size.height) / PIXELS_PER_LINE_WIDTH));
    Imgproc.drawContours(picture, borders, -1, CONTOUR, width, Imgproc.LINE_AA);
    hierarchy.release();
    borders.forEach(Mat::release);
  }
}
