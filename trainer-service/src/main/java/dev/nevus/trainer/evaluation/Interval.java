package dev.nevus.trainer.evaluation;

/**
 * From where to where a figure may well lie.
 *
 * @param low never above {@code high}
 */
public record Interval(double low, double high) {
  public Interval {
    if (!(low <= high)) {
      throw new IllegalArgumentException("no interval: " + low + " to " + high);
    }
  }
}
