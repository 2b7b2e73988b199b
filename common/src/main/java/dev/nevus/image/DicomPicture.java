package dev.nevus.image;

import dev.nevus.image.DicomPixels.Colours;
import java.nio.ByteBuffer;
import java.util.List;
import org.opencv.core.Core;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.MatOfInt;
import org.opencv.imgcodecs.Imgcodecs;
import org.opencv.imgproc.Imgproc;

/** The pixels of a DICOM file that was inspected before: only its JPEG ever reaches a decoder. */
final class DicomPicture {
  private DicomPicture() {}

  /** Three channels of 8 bits, blue first; the caller releases them. */
  static Mat bgr(byte[] encoded) throws RefusedException {
    ByteBuffer file = ByteBuffer.wrap(encoded);
    DicomPixels pixels = DicomStructure.pixels(file);
    if (pixels.form().isJpeg()) {
      ByteBuffer jpeg = pixels.jpeg(file);
      return ImageDecoder.read(jpeg, Imgcodecs.IMREAD_COLOR);
    }
    pixels.requireWhole(file);
    if (pixels.form().colours() == Colours.GREY) {
      return turned(plane(encoded, pixels, 0), Imgproc.COLOR_GRAY2BGR);
    }
    boolean isRgb = pixels.form().colours() == Colours.RGB;
    Mat colour = pixels.form().isPlanar() ? merged(encoded, pixels) : interleaved(encoded, pixels);
    return turned(colour, isRgb ? Imgproc.COLOR_RGB2BGR : Imgproc.COLOR_YCrCb2BGR);
  }

  private static Mat plane(byte[] encoded, DicomPixels pixels, int number) {
    int size = pixels.width() * pixels.height();
    Mat plane = new Mat(pixels.height(), pixels.width(), CvType.CV_8UC1);
    plane.put(0, 0, encoded, pixels.at() + number * size, size);
    return plane;
  }

  private static Mat merged(byte[] encoded, DicomPixels pixels) {
    List<Mat> planes =
        List.of(plane(encoded, pixels, 0), plane(encoded, pixels, 1), plane(encoded, pixels, 2));
    Mat colour = new Mat();
    Core.merge(planes, colour);
    planes.forEach(Mat::release);
    return inOpenCvsOrder(colour, pixels.form().colours());
  }

  private static Mat interleaved(byte[] encoded, DicomPixels pixels) {
    Mat colour = new Mat(pixels.height(), pixels.width(), CvType.CV_8UC3);
    colour.put(0, 0, encoded, pixels.at(), (int) pixels.plainBytes());
    return inOpenCvsOrder(colour, pixels.form().colours());
  }

  /** DICOM has the blue difference before the red one, OpenCV after it. */
  private static Mat inOpenCvsOrder(Mat colour, Colours colours) {
    if (colours == Colours.RGB) {
      return colour;
    }
    Mat swapped = new Mat(colour.size(), colour.type());
    MatOfInt places = new MatOfInt(0, 0, 1, 2, 2, 1);
    Core.mixChannels(List.of(colour), List.of(swapped), places);
    places.release();
    colour.release();
    return swapped;
  }

  private static Mat turned(Mat pixels, int conversion) {
    Mat bgr = new Mat();
    Imgproc.cvtColor(pixels, bgr, conversion);
    pixels.release();
    return bgr;
  }
}
