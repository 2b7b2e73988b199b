package dev.nevus.trainer.dataset;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.opencv.core.Mat;
import org.opencv.core.MatOfByte;
import org.opencv.core.Size;
import org.opencv.imgcodecs.Imgcodecs;
import org.opencv.imgproc.Imgproc;

/** Reads a pair of files into a {@link Sample}. */
final class SampleReader {
  private static final int MASK_THRESHOLD = 127;

  static {
    nu.pattern.OpenCV.loadLocally();
  }

  private SampleReader() {}

  static Sample read(LabelledImage files, int height, int width) throws IOException {
    byte[] rgb = new byte[height * width * 3];
    byte[] mask = new byte[height * width];
    Mat colour = decode(files.image(), Imgcodecs.IMREAD_COLOR);
    Mat label = decode(files.mask(), Imgcodecs.IMREAD_GRAYSCALE);
    try {
      Imgproc.cvtColor(colour, colour, Imgproc.COLOR_BGR2RGB);
      shrink(colour, height, width).get(0, 0, rgb);
      shrink(label, height, width).get(0, 0, mask);
    } finally {
      colour.release();
      label.release();
    }
    for (int i = 0; i < mask.length; i++) {
      mask[i] = (byte) ((mask[i] & 0xff) > MASK_THRESHOLD ? 1 : 0);
    }
    return new Sample(height, width, rgb, mask);
  }

  private static Mat shrink(Mat image, int height, int width) {
    Imgproc.resize(image, image, new Size(width, height), 0, 0, Imgproc.INTER_AREA);
    return image;
  }

  private static Mat decode(Path file, int flags) throws IOException {
    MatOfByte bytes = new MatOfByte(Files.readAllBytes(file));
    try {
      Mat decoded = Imgcodecs.imdecode(bytes, flags);
      if (decoded.empty()) {
        throw new IOException("not a readable image: " + file);
      }
      return decoded;
    } finally {
      bytes.release();
    }
  }
}
