package dev.nevus.image;

import dev.nevus.image.Refusal.Code;
import java.nio.ByteBuffer;
import org.opencv.core.Core;
import org.opencv.core.CvException;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.MatOfByte;
import org.opencv.imgcodecs.Imgcodecs;
import org.opencv.imgproc.Imgproc;

/**
 * Turns image bytes into the pixels that a person would see. One policy for the worker, the trainer
 * and the command line:
 *
 * <ul>
 *   <li>orientation (EXIF or TIFF tag) is applied, so the mask lies on the displayed image;
 *   <li>alpha is composited over white, as viewers show it;
 *   <li>16 bits are scaled to 8 by dropping the low byte;
 *   <li>grey becomes three equal channels;
 *   <li>CMYK is converted by OpenCV's plain formula; colour profiles are not applied.
 * </ul>
 *
 * Immutable; safe for many threads.
 */
public final class ImageDecoder {
  private static final int BYTES_A_PIXEL = 3;

  /** Four samples of 16 bits, and the same in 8 bits while the one becomes the other. */
  private static final int MOST_BYTES_A_PIXEL = 12;

  /** Four samples of 16 bits, twice: OpenCV turns a TIFF before they become 8 bits. */
  private static final int MOST_BYTES_A_TURNED_PIXEL = 16;

  private final ImageInspector inspector;

  public ImageDecoder(ImageLimits limits) {
    NativeOpenCv.load();
    this.inspector = new ImageInspector(limits);
  }

  /**
   * Inspects, then decodes. The caller closes the image.
   *
   * @throws RefusedException if the bytes are no image within the limits, or break inside the
   *     pixels
   */
  public LesionImage decode(byte[] encoded) throws RefusedException {
    return decode(encoded, inspect(encoded));
  }

  /**
   * The header of an image that may be decoded.
   *
   * @throws RefusedException if the bytes are no image within the limits
   */
  public ImageHeader inspect(byte[] encoded) throws RefusedException {
    Inspection inspection = inspector.inspect(encoded);
    if (inspection instanceof Inspection.Refused refused) {
      throw refused.refusal().asException();
    }
    return ((Inspection.Accepted) inspection).header();
  }

  /**
   * Decodes what was inspected before. The caller closes the image.
   *
   * @param header of these bytes, from {@link #inspect}
   * @throws RefusedException if the bytes break inside the pixels
   */
  public LesionImage decode(byte[] encoded, ImageHeader header) throws RefusedException {
    return decode(encoded, header, 1);
  }

  /**
   * Decodes what was inspected before, and of a JPEG no more than is needed: at a half, a quarter
   * or an eighth of its size, as long as what is left is no smaller than {@code least}. Other
   * formats are decoded whole. The caller closes the image.
   *
   * @param header of these bytes, from {@link #inspect}
   * @throws RefusedException if the bytes break inside the pixels
   */
  public LesionImage decode(byte[] encoded, ImageHeader header, LeastSize least)
      throws RefusedException {
    boolean isJpeg = header.format() == ImageFormat.JPEG;
    return decode(encoded, header, isJpeg ? least.divisor(header.width(), header.height()) : 1);
  }

  /**
   * Native memory that {@link #decode(byte[], ImageHeader, LeastSize)} takes, bytes at most, but
   * for the file itself and some rows: of what is held at once on the way to the pixels, the most.
   */
  public static long decodedBytes(ImageHeader header, LeastSize least) {
    boolean isUpright = header.orientation() == Orientation.UPRIGHT;
    if (header.format() != ImageFormat.JPEG) {
      boolean isTurnedDeep = header.format() == ImageFormat.TIFF && !isUpright;
      return (isTurnedDeep ? MOST_BYTES_A_TURNED_PIXEL : MOST_BYTES_A_PIXEL) * header.pixels();
    }
    int divisor = least.divisor(header.width(), header.height());
    long pixels =
        (long) LeastSize.part(header.width(), divisor) * LeastSize.part(header.height(), divisor);
    // While it is turned it is there twice; what the decoder kept is free again by then.
    return Math.max(
        BYTES_A_PIXEL * pixels + header.keptBytes() * header.pixels(),
        pixels * BYTES_A_PIXEL * (isUpright ? 1 : 2));
  }

  private static LesionImage decode(byte[] encoded, ImageHeader header, int divisor)
      throws RefusedException {
    Mat pixels =
        header.format() == ImageFormat.DICOM
            ? DicomPicture.bgr(encoded)
            : read(ByteBuffer.wrap(encoded), flags(header.format(), divisor));
    try {
      Mat eightBit = toEightBit(pixels);
      Mat colour = toColour(eightBit);
      // OpenCV turns a TIFF by itself whatever the flags say; the others are turned here.
      Mat upright =
          header.format() == ImageFormat.TIFF ? colour : turn(colour, header.orientation());
      if (upright.cols() != LeastSize.part(header.width(), divisor)
          || upright.rows() != LeastSize.part(header.height(), divisor)) {
        upright.release();
        throw corrupt(
            "The pixels do not have the size that the header declares: export the image again.");
      }
      return new LesionImage(upright, header.width(), header.height(), divisor);
    } catch (CvException e) {
      pixels.release();
      throw corrupt("The pixels could not be decoded: export the image again.");
    }
  }

  private static int flags(ImageFormat format, int divisor) {
    boolean mayHaveAlpha = format == ImageFormat.PNG || format == ImageFormat.TIFF;
    return switch (divisor) {
      case 2 -> Imgcodecs.IMREAD_REDUCED_COLOR_2;
      case 4 -> Imgcodecs.IMREAD_REDUCED_COLOR_4;
      case 8 -> Imgcodecs.IMREAD_REDUCED_COLOR_8;
      default -> mayHaveAlpha ? Imgcodecs.IMREAD_UNCHANGED : Imgcodecs.IMREAD_COLOR;
    };
  }

  /**
   * The one place where bytes reach OpenCV. It chooses the decoder by the first bytes, as the
   * inspector does: whatever is not on the inspector's list never gets here.
   *
   * @param encoded an array's part
   */
  static Mat read(ByteBuffer encoded, int flags) throws RefusedException {
    MatOfByte bytes =
        new MatOfByte(
            encoded.arrayOffset() + encoded.position(), encoded.remaining(), encoded.array());
    try {
      Mat pixels = Imgcodecs.imdecode(bytes, flags | Imgcodecs.IMREAD_IGNORE_ORIENTATION);
      if (pixels.empty()) {
        throw corrupt("The header is sound but the pixels are damaged: send the image again.");
      }
      return pixels;
    } catch (CvException e) {
      throw corrupt("The decoder gave up on the pixels: export the image again.");
    } finally {
      bytes.release();
    }
  }

  private static Mat toEightBit(Mat pixels) throws RefusedException {
    if (pixels.depth() == CvType.CV_8U) {
      return pixels;
    }
    if (pixels.depth() != CvType.CV_16U) {
      pixels.release();
      throw new Refusal(
              Code.UNSUPPORTED_FORMAT,
              "Samples must be 8 or 16 bit whole numbers: save it as 8 bit.")
          .asException();
    }
    Mat eightBit = new Mat();
    // (v - 127.5) / 256 rounded is v >> 8: the low byte is dropped, as the JPEG and PNG readers do
    // it.
    pixels.convertTo(eightBit, CvType.CV_8U, 1 / 256.0, -127.5 / 256);
    pixels.release();
    return eightBit;
  }

  private static Mat toColour(Mat pixels) {
    Mat colour = new Mat();
    switch (pixels.channels()) {
      case 3 -> {
        return pixels;
      }
      case 1 -> Imgproc.cvtColor(pixels, colour, Imgproc.COLOR_GRAY2BGR);
      case 4 -> overWhite(pixels, colour);
      default -> throw new CvException("channels: " + pixels.channels());
    }
    pixels.release();
    return colour;
  }

  /** c = alpha * c + (1 - alpha) * 255, in 8 bit arithmetic. */
  private static void overWhite(Mat bgra, Mat colour) {
    Mat alpha = new Mat();
    Core.extractChannel(bgra, alpha, 3);
    Imgproc.cvtColor(bgra, colour, Imgproc.COLOR_BGRA2BGR);
    if (Core.minMaxLoc(alpha).minVal < 255) {
      Mat alphas = new Mat();
      Imgproc.cvtColor(alpha, alphas, Imgproc.COLOR_GRAY2BGR);
      Core.multiply(colour, alphas, colour, 1 / 255.0);
      Core.bitwise_not(alphas, alphas);
      Core.add(colour, alphas, colour);
      alphas.release();
    }
    alpha.release();
  }

  private static Mat turn(Mat pixels, Orientation orientation) {
    if (orientation == Orientation.UPRIGHT) {
      return pixels;
    }
    Mat turned = new Mat();
    switch (orientation) {
      case MIRRORED -> Core.flip(pixels, turned, 1);
      case UPSIDE_DOWN -> Core.flip(pixels, turned, -1);
      case FLIPPED -> Core.flip(pixels, turned, 0);
      case TRANSPOSED -> Core.transpose(pixels, turned);
      case TURNED_CLOCKWISE -> Core.rotate(pixels, turned, Core.ROTATE_90_CLOCKWISE);
      case TRANSVERSED -> {
        Core.transpose(pixels, turned);
        Core.flip(turned, turned, -1);
      }
      case TURNED_COUNTERCLOCKWISE -> Core.rotate(pixels, turned, Core.ROTATE_90_COUNTERCLOCKWISE);
      case UPRIGHT -> throw new IllegalStateException("handled above");
    }
    pixels.release();
    return turned;
  }

  private static RefusedException corrupt(String detail) {
    return new Refusal(Code.CORRUPT_IMAGE, detail).asException();
  }
}
