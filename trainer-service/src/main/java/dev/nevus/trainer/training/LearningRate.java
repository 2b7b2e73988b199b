package dev.nevus.trainer.training;

import org.nd4j.linalg.schedule.ISchedule;

/**
 * A learning rate that climbs to its peak, stays there, and then falls to its floor along half a
 * cosine.
 *
 * @param climbing share of the steps until the peak is reached, 0 to 1
 * @param held share of the steps after which it falls, from {@code climbing} to 1
 * @param steps in all; later ones stay at the floor
 */
public record LearningRate(double peak, double floor, double climbing, double held, int steps)
    implements ISchedule {
  private static final long serialVersionUID = 1L;

  /** Refuses a rate that would never end, or parts that overlap. */
  public LearningRate {
    if (!(peak >= floor && floor > 0 && climbing >= 0 && held >= climbing && held <= 1)
        || steps < 1) {
      throw new IllegalArgumentException(
          "peak %s, floor %s, climbing %s, held %s, steps %d"
              .formatted(peak, floor, climbing, held, steps));
    }
  }

  @Override
  public double valueAt(int step, int epoch) {
    double done = (double) step / steps;
    if (done < climbing) {
      return floor + (peak - floor) * done / climbing;
    }
    if (done < held) {
      return peak;
    }
    double fallen = held == 1 ? 1 : Math.min(1, (done - held) / (1 - held));
    return floor + (peak - floor) * (1 + Math.cos(Math.PI * fallen)) / 2;
  }

  @Override
  public ISchedule clone() {
    return this;
  }
}
