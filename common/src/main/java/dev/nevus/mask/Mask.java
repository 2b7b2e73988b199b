package dev.nevus.mask;

import dev.nevus.image.NativeOpenCv;
import java.util.Optional;
import org.opencv.core.Core;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.Rect;
import org.opencv.imgproc.Imgproc;

/**
 * Which pixels of an image belong to the lesion: one byte a pixel, 0 or 255, in native memory. Owns
 * its pixels until closed. Not for two threads at once.
 */
public final class Mask implements AutoCloseable {
  private final Mat pixels;
  private Optional<Rect> box;
  private Optional<LesionBits> bits = Optional.empty();

  /**
   * Takes ownership of {@code pixels}.
   *
   * @param pixels rows x columns, CV_8UC1, every byte 0 or 255
   * @throws IllegalArgumentException if the type is another or there are no pixels
   */
  public Mask(Mat pixels) {
    this(pixels, Optional.empty());
  }

  /**
   * Takes ownership of {@code pixels}.
   *
   * @param box what {@link #box} would find, by who knows it already
   */
  public Mask(Mat pixels, Rect box) {
    this(pixels, Optional.of(box.clone()));
  }

  private Mask(Mat pixels, Optional<Rect> box) {
    if (pixels.type() != CvType.CV_8UC1 || pixels.empty()) {
      throw new IllegalArgumentException("a mask has one channel of 8 bits and at least one pixel");
    }
    this.pixels = pixels;
    this.box = box;
  }

  /** Whether a pixel belongs to the lesion. */
  @FunctionalInterface
  public interface Membership {
    boolean contains(int x, int y);
  }

  /** A mask drawn from a rule; for tests and small shapes. */
  public static Mask drawn(int width, int height, Membership membership) {
    NativeOpenCv.load();
    byte[] bytes = new byte[width * height];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        bytes[y * width + x] = (byte) (membership.contains(x, y) ? 255 : 0);
      }
    }
    Mat pixels = new Mat(height, width, CvType.CV_8UC1);
    pixels.put(0, 0, bytes);
    return new Mask(pixels);
  }

  /** Columns. */
  public int width() {
    return pixels.cols();
  }

  /** Rows. */
  public int height() {
    return pixels.rows();
  }

  /** Pixels of the lesion. */
  public int area() {
    return Core.countNonZero(pixels);
  }

  /** The smallest upright rectangle around the lesion; without area if there is none. */
  public Rect box() {
    if (box.isEmpty()) {
      box = Optional.of(Imgproc.boundingRect(pixels));
    }
    return box.get().clone();
  }

  /** Area and centre of mass, exact. */
  public CentreOfMass centreOfMass() {
    return bits().centreOfMass();
  }

  LesionBits bits() {
    if (bits.isEmpty()) {
      bits = Optional.of(LesionBits.of(this));
    }
    return bits.get();
  }

  /** Whether the pixel in column {@code x}, row {@code y} belongs to the lesion. */
  public boolean contains(int x, int y) {
    return pixels.get(y, x)[0] != 0;
  }

  /** The pixels, 0 or 255; still owned by this mask and not to be changed. */
  public Mat pixels() {
    return pixels;
  }

  /** Whether the other mask has the same size and the same pixels. */
  public boolean sameAs(Mask other) {
    return width() == other.width()
        && height() == other.height()
        && Core.norm(pixels, other.pixels, Core.NORM_INF) == 0;
  }

  /** Frees the pixels; harmless when repeated. */
  @Override
  public void close() {
    pixels.release();
  }

  @Override
  public String toString() {
    return "Mask[" + width() + "x" + height() + "]";
  }
}
