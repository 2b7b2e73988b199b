package dev.nevus.trainer.training;

import dev.nevus.trainer.dataset.Sample;
import java.util.Arrays;

/** A validation image with its label and what the net makes of it, for people to look at. */
public final class PredictedSample {
  private final Sample sample;
  private final int rows;
  private final int columns;
  private final float[] probability;

  /**
   * Copies the probabilities.
   *
   * @param probability row by row, on the grid that the net predicts; its rows and columns divide
   *     the sample's
   */
  public PredictedSample(Sample sample, int rows, int columns, float[] probability) {
    this.sample = sample;
    this.rows = rows;
    this.columns = columns;
    this.probability = Arrays.copyOf(probability, rows * columns);
  }

  public Sample sample() {
    return sample;
  }

  /** The probability of lesion at the sample's pixel (y, x), 0 to 1. */
  public float probability(int y, int x) {
    return probability[y * rows / sample.height() * columns + x * columns / sample.width()];
  }
}
