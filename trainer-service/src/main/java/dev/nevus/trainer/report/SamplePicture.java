package dev.nevus.trainer.report;

import dev.nevus.image.NativeOpenCv;
import dev.nevus.trainer.dataset.Sample;
import dev.nevus.trainer.picture.Png;
import dev.nevus.trainer.training.PredictedSample;
import java.util.Arrays;
import org.opencv.core.CvType;
import org.opencv.core.Mat;

/**
 * A predicted sample to look at: from left to right the image, its label in white on black, and the
 * predicted probability from black (0) to white (1), with a narrow light gap between.
 */
public final class SamplePicture {
  private static final int PARTS = 3;
  private static final int GAP = 4;
  private static final byte GAP_GREY = (byte) 0xe0;
  private static final int CHANNELS = 3;
  private static final int FULL = 255;

  private final PredictedSample predicted;
  private final Sample sample;

  public SamplePicture(PredictedSample predicted) {
    this.predicted = predicted;
    this.sample = predicted.sample();
  }

  /** In pixels. */
  public int width() {
    return PARTS * sample.width() + (PARTS - 1) * GAP;
  }

  /** In pixels. */
  public int height() {
    return sample.height();
  }

  /** RGB, 8 bits a channel. */
  public byte[] png() {
    NativeOpenCv.load();
    byte[] bgr = new byte[width() * height() * CHANNELS];
    Arrays.fill(bgr, GAP_GREY);
    for (int y = 0; y < height(); y++) {
      for (int x = 0; x < sample.width(); x++) {
        put(bgr, y, x, sample.colour(y, x, 2), sample.colour(y, x, 1), sample.colour(y, x, 0));
        grey(bgr, y, x + sample.width() + GAP, sample.lesion(y, x) ? FULL : 0);
        float probability = predicted.probability(y, x);
        grey(bgr, y, x + 2 * (sample.width() + GAP), Math.round(FULL * probability));
      }
    }
    Mat pixels = new Mat(height(), width(), CvType.CV_8UC3);
    try {
      pixels.put(0, 0, bgr);
      return Png.encode(pixels);
    } finally {
      pixels.release();
    }
  }

  private void grey(byte[] bgr, int y, int x, int value) {
    put(bgr, y, x, value, value, value);
  }

  private void put(byte[] bgr, int y, int x, int blue, int green, int red) {
    int at = (y * width() + x) * CHANNELS;
    bgr[at] = (byte) blue;
    bgr[at + 1] = (byte) green;
    bgr[at + 2] = (byte) red;
  }
}
