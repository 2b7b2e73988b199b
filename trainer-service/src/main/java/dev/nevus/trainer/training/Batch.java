package dev.nevus.trainer.training;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;

/** Images and masks for one step, still on the Java heap. */
final class Batch {
  private final int size;
  private final int height;
  private final int width;
  private final float[] pixels;
  private final float[] masks;

  Batch(int size, int height, int width) {
    this.size = size;
    this.height = height;
    this.width = width;
    this.pixels = new float[size * 3 * height * width];
    this.masks = new float[size * height * width];
  }

  int size() {
    return size;
  }

  /** [N, 3, H, W], written to before the batch is handed on. */
  float[] pixels() {
    return pixels;
  }

  /** [N, 1, H, W], written to before the batch is handed on. */
  float[] masks() {
    return masks;
  }

  /** A native copy that the caller closes: both arrays of it. */
  DataSet toDataSet() {
    return new DataSet(input(), Nd4j.create(masks, new long[] {size, 1, height, width}, 'c'));
  }

  /** A native copy of the pixels that the caller closes. */
  INDArray input() {
    return Nd4j.create(pixels, new long[] {size, 3, height, width}, 'c');
  }
}
