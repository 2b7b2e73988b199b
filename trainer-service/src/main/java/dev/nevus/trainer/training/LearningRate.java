package dev.nevus.trainer.training;

import org.nd4j.linalg.schedule.ISchedule;

/**
 * A learning rate that stays at its peak for a share of the steps and then falls to its floor along
 * half a cosine.
 *
 * @param peakShare of the steps that run at the peak, 0 to 1
 * @param steps in all; later ones stay at the floor
 */
public record LearningRate(double peak, double floor, double peakShare, int steps)
    implements ISchedule {
  private static final long serialVersionUID = 1L;

  /** Refuses a rate that would rise or never end. */
  public LearningRate {
    if (!(peak >= floor && floor > 0 && peakShare >= 0 && peakShare <= 1 && steps > 0)) {
      throw new IllegalArgumentException(
          "peak %s, floor %s, peak share %s, steps %d".formatted(peak, floor, peakShare, steps));
    }
  }

  @Override
  public double valueAt(int step, int epoch) {
    double done = (double) step / steps;
    if (done < peakShare) {
      return peak;
    }
    double fallen = peakShare == 1 ? 1 : Math.min(1, (done - peakShare) / (1 - peakShare));
    return floor + (peak - floor) * (1 + Math.cos(Math.PI * fallen)) / 2;
  }

  @Override
  public ISchedule clone() {
    return this;
  }
}
