package dev.nevus.trainer.unet;

import org.nd4j.linalg.api.ndarray.INDArray;

/** Numbers from ND4J's memory on the Java heap. */
public final class Floats {
  private Floats() {}

  /** The array's values in row order, however it lies in memory. */
  public static float[] of(INDArray array) {
    return array.dup('c').reshape(array.length()).toFloatVector();
  }
}
