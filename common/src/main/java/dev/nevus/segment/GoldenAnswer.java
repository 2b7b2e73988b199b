package dev.nevus.segment;

import java.util.List;

/**
 * What a model makes of its golden picture, coarse enough to be compared between processors and
 * versions of the engine, and fine enough that another model makes something else.
 *
 * @param picture SHA-256 of the picture's PNG file, 64 hex digits
 * @param means mean probability of each cell of a grid of 16 x 16, row by row, 0 to 1
 */
public record GoldenAnswer(String picture, List<Double> means) {
  /** Cells in a row, and rows. */
  public static final int SIDE = 16;

  /** Processors and engines differ by some 1e-5; a damaged or another model by far more. */
  public static final double TOLERANCE = 0.01;

  /**
   * @throws IllegalArgumentException unless there are 16 x 16 means
   */
  public GoldenAnswer {
    if (means.size() != SIDE * SIDE) {
      throw new IllegalArgumentException("a golden answer has %d cells".formatted(SIDE * SIDE));
    }
    means = List.copyOf(means);
  }

  /** The largest difference in any cell, 0 to 1; 1 where the pictures are not the same. */
  public double distance(GoldenAnswer other) {
    if (!picture.equals(other.picture)) {
      return 1;
    }
    double largest = 0;
    for (int i = 0; i < means.size(); i++) {
      largest = Math.max(largest, Math.abs(means.get(i) - other.means.get(i)));
    }
    return largest;
  }

  /** Whether the other answer is the same but for rounding. */
  public boolean agreesWith(GoldenAnswer other) {
    return distance(other) <= TOLERANCE;
  }
}
