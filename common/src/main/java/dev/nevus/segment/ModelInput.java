package dev.nevus.segment;

import dev.nevus.image.LeastSize;
import dev.nevus.image.LesionImage;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.Size;
import org.opencv.imgproc.Imgproc;

/**
 * The one preprocessing, used by serving and by training alike so that they cannot drift: the whole
 * image, resized without keeping its aspect to means of areas, as red, green, blue bytes row by
 * row. Scaling to 0..1 is the graph's own first step.
 *
 * @param width columns that the network takes
 * @param height rows that the network takes
 */
public record ModelInput(int width, int height) {
  /** Red, green, blue. */
  public static final int CHANNELS = 3;

  /** No side of a network input is longer, in pixels. */
  public static final int MAX_SIDE = 4096;

  /**
   * @throws IllegalArgumentException if a side is not 1 to 4096
   */
  public ModelInput {
    if (width < 1 || height < 1 || width > MAX_SIDE || height > MAX_SIDE) {
      throw new IllegalArgumentException(
          "a network input of %d x %d pixels".formatted(width, height));
    }
  }

  /**
   * How few pixels of an image are enough to segment and to measure it: no side below the
   * network's. Whoever trains, judges or serves a network decodes by this, so that all see the
   * same.
   */
  public LeastSize least() {
    return new LeastSize(width, height, LesionMeasurer.LEAST_SIDE);
  }

  /** Bytes of one image. */
  public int bytes() {
    return width * height * CHANNELS;
  }

  /** The image as an engine takes it: {@code height x width x 3} bytes in a direct buffer. */
  public ByteBuffer tensor(LesionImage image) {
    return tensor(MeanOfAreas.of(image.bgr(), width, height));
  }

  /**
   * As {@link #tensor(LesionImage)} was until it halved and interpolated: the exact means of areas,
   * by which older versions of models were told their golden answers.
   */
  ByteBuffer earlierTensor(LesionImage image) {
    Mat resized = new Mat();
    Imgproc.resize(image.bgr(), resized, new Size(width, height), 0, 0, Imgproc.INTER_AREA);
    return tensor(resized);
  }

  private ByteBuffer tensor(Mat resized) {
    ByteBuffer rgb = ByteBuffer.allocateDirect(bytes()).order(ByteOrder.nativeOrder());
    Mat buffer = new Mat(height, width, CvType.CV_8UC3, rgb);
    Imgproc.cvtColor(resized, buffer, Imgproc.COLOR_BGR2RGB);
    resized.release();
    buffer.release();
    return rgb;
  }

  /** The bytes of {@link #tensor(LesionImage)}. */
  public byte[] of(LesionImage image) {
    byte[] rgb = new byte[bytes()];
    tensor(image).get(rgb);
    return rgb;
  }
}
