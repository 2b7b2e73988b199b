package dev.nevus.segment;

import java.util.Arrays;

/**
 * For each cell of the network's grid, the probability (0 to 1) that it shows the lesion.
 * Immutable.
 */
public final class Probability {
  private final int width;
  private final int height;
  private final float[] values;

  /**
   * @param values row by row, {@code width * height} of them; copied
   * @throws IllegalArgumentException if the count is another, or a value lies outside 0 to 1 or is
   *     not a number
   */
  public Probability(int width, int height, float[] values) {
    this(values.clone(), width, height);
  }

  /** {@code values} are kept, not copied. */
  private Probability(float[] values, int width, int height) {
    if (values.length != width * height) {
      throw new IllegalArgumentException(
          "%d values do not fill %d x %d cells".formatted(values.length, width, height));
    }
    for (float value : values) {
      if (!(value >= 0 && value <= 1)) {
        throw new IllegalArgumentException("not a probability: " + value);
      }
    }
    this.width = width;
    this.height = height;
    this.values = values;
  }

  /**
   * Without a copy.
   *
   * @param values row by row, {@code width * height} of them; from now on nobody else's
   * @throws IllegalArgumentException if the count is another, or a value lies outside 0 to 1 or is
   *     not a number
   */
  public static Probability owning(int width, int height, float[] values) {
    return new Probability(values, width, height);
  }

  /** Columns of the grid. */
  public int width() {
    return width;
  }

  /** Rows of the grid. */
  public int height() {
    return height;
  }

  /** The probability of the cell in column {@code x}, row {@code y}. */
  public float at(int x, int y) {
    return values[y * width + x];
  }

  /** All values, row by row; a copy. */
  public float[] values() {
    return values.clone();
  }

  /** All values, row by row; not a copy, and not to be changed. */
  float[] cells() {
    return values;
  }

  /** The largest difference in any cell. */
  public float maxDifference(Probability other) {
    if (width != other.width || height != other.height) {
      throw new IllegalArgumentException("grids differ: " + this + " and " + other);
    }
    float largest = 0;
    for (int i = 0; i < values.length; i++) {
      largest = Math.max(largest, Math.abs(values[i] - other.values[i]));
    }
    return largest;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Probability that
        && width == that.width
        && Arrays.equals(values, that.values);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(values);
  }

  @Override
  public String toString() {
    return "Probability[" + width + "x" + height + "]";
  }
}
