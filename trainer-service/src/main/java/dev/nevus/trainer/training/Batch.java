package dev.nevus.trainer.training;

import dev.nevus.trainer.unet.UNetShape;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;

/** Images and labels for one step, still on the Java heap. */
final class Batch {
  private final int size;
  private final UNetShape shape;
  private final float[] pixels;
  private final float[] labels;

  Batch(int size, UNetShape shape) {
    this.size = size;
    this.shape = shape;
    this.pixels = new float[size * 3 * shape.height() * shape.width()];
    this.labels = new float[size * shape.gridCells()];
  }

  int size() {
    return size;
  }

  /** [N, 3, height, width], written to before the batch is handed on. */
  float[] pixels() {
    return pixels;
  }

  /** [N, 1, grid height, grid width], written to before the batch is handed on. */
  float[] labels() {
    return labels;
  }

  /** A native copy that the caller closes: both arrays of it. */
  DataSet toDataSet() {
    long[] grid = {size, 1, shape.gridHeight(), shape.gridWidth()};
    return new DataSet(input(), Nd4j.create(labels, grid, 'c'));
  }

  /** A native copy of the pixels that the caller closes. */
  INDArray input() {
    return Nd4j.create(pixels, new long[] {size, 3, shape.height(), shape.width()}, 'c');
  }
}
