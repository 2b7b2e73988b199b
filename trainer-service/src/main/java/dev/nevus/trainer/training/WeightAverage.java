package dev.nevus.trainer.training;

import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The exponential moving average of a net's weights over its steps. It serves better than the
 * weights of any one step, which swing from epoch to epoch while the learning rate is high (Polyak
 * and Juditsky 1992). Statistics of batch normalisation are averaged like weights.
 */
final class WeightAverage {
  private static final double DECAY = 0.995;

  private final INDArray average;

  /** Starts as a copy of {@code weights}. */
  WeightAverage(INDArray weights) {
    this.average = weights.dup();
  }

  /** Takes the weights after {@code step}, counted from 1, in; early steps count for more. */
  void add(INDArray weights, int step) {
    double decay = Math.min(DECAY, (1.0 + step) / (10.0 + step));
    average.muli(decay);
    try (INDArray share = weights.mul(1 - decay)) {
      average.addi(share);
    }
  }

  /** The average as it stands, not a copy. */
  INDArray values() {
    return average;
  }
}
