package dev.nevus.trainer.dataset;

import dev.nevus.image.NativeOpenCv;
import java.util.random.RandomGenerator;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.Size;
import org.opencv.imgproc.Imgproc;

/**
 * Writes samples into the arrays that a net is fed from: pixels at the net's size, labels on the
 * grid that it predicts. Keeps native buffers, so one belongs to one thread, which closes it.
 */
public final class SampleWriter implements AutoCloseable {
  static {
    NativeOpenCv.load();
  }

  private final int height;
  private final int width;
  private final int gridHeight;
  private final int gridWidth;
  private final Mat rgb;
  private final Mat mask;
  private final Mat varied = new Mat();
  private final Mat grid = new Mat();
  private final byte[] pixelBytes;
  private final byte[] cellBytes;

  /** Samples are {@code height x width}; the grid's sides divide theirs. */
  public SampleWriter(int height, int width, int gridHeight, int gridWidth) {
    this.height = height;
    this.width = width;
    this.gridHeight = gridHeight;
    this.gridWidth = gridWidth;
    this.rgb = new Mat(height, width, CvType.CV_8UC3);
    this.mask = new Mat(height, width, CvType.CV_8UC1);
    this.pixelBytes = new byte[height * width * 3];
    this.cellBytes = new byte[gridHeight * gridWidth];
  }

  /**
   * Writes one sample at {@code index} of a batch.
   *
   * @param random of everything that augmentation draws
   * @param pixels the batch's colours, [N, 3, height, width], 0 to 1
   * @param labels the batch's labels, [N, 1, grid height, grid width]: each cell's share of lesion
   */
  public void write(
      Sample sample,
      Augmentation augmentation,
      RandomGenerator random,
      float[] pixels,
      float[] labels,
      int index) {
    sample.copyTo(rgb, mask);
    Colours colours = Colours.UNCHANGED;
    if (augmentation == Augmentation.FULL) {
      Variation variation = Variation.draw(random);
      place(variation.placement());
      variation.disturbance().ifPresent(disturbance -> disturbance.apply(rgb));
      colours = variation.colours();
    }
    rgb.get(0, 0, pixelBytes);
    colours.write(pixelBytes, height, width, pixels, index);
    writeLabels(labels, index);
  }

  private void place(Placement placement) {
    placement.apply(rgb, varied);
    varied.copyTo(rgb);
    placement.apply(mask, varied);
    varied.copyTo(mask);
  }

  private void writeLabels(float[] labels, int index) {
    Imgproc.resize(mask, grid, new Size(gridWidth, gridHeight), 0, 0, Imgproc.INTER_AREA);
    grid.get(0, 0, cellBytes);
    for (int i = 0; i < cellBytes.length; i++) {
      labels[index * cellBytes.length + i] = (cellBytes[i] & 0xff) / 255f;
    }
  }

  @Override
  public void close() {
    rgb.release();
    mask.release();
    varied.release();
    grid.release();
  }
}
