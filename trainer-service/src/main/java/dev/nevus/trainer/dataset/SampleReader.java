package dev.nevus.trainer.dataset;

import dev.nevus.image.LesionImage;
import dev.nevus.label.folder.LabelledImage;
import dev.nevus.mask.Mask;
import dev.nevus.segment.ModelInput;
import java.io.IOException;
import org.opencv.core.Mat;
import org.opencv.core.Size;
import org.opencv.imgproc.Imgproc;

/**
 * Reads a pair of files into a {@link Sample}. The image goes through the decoder and the
 * preprocessing that serve, so that a model never meets pixels made in another way.
 */
final class SampleReader {
  private static final int MASK_THRESHOLD = 127;

  private final ModelInput input;

  SampleReader(ModelInput input) {
    this.input = input;
  }

  Sample read(LabelledImage files) throws IOException {
    try (LabelledPair pair = LabelledPair.read(files, input.least())) {
      return of(pair.image(), pair.mask());
    }
  }

  /** Both stay the caller's. */
  Sample of(LesionImage image, Mask mask) {
    return new Sample(input.height(), input.width(), input.of(image), shrink(mask));
  }

  /** A cell is lesion where at least half of its area is. */
  private byte[] shrink(Mask mask) {
    Mat small = new Mat();
    try {
      Size size = new Size(input.width(), input.height());
      Imgproc.resize(mask.pixels(), small, size, 0, 0, Imgproc.INTER_AREA);
      byte[] cells = new byte[input.width() * input.height()];
      small.get(0, 0, cells);
      for (int i = 0; i < cells.length; i++) {
        cells[i] = (byte) ((cells[i] & 0xff) > MASK_THRESHOLD ? 1 : 0);
      }
      return cells;
    } finally {
      small.release();
    }
  }
}
