package dev.nevus.trainer.evaluation;

import java.util.Arrays;
import java.util.Random;

/**
 * The percentile bootstrap (Efron &amp; Tibshirani, An Introduction to the Bootstrap, 1993, chapter
 * 13): draws as many images as there are, with repetition, many times over, and takes the interval
 * that holds 95 % of the means. It says how far the choice of images moved a score, not how well
 * they stand for other hospitals; of fewer than some twenty images it is too narrow. Immutable;
 * safe for many threads.
 */
public final class Bootstrap {
  /** 2,000 resamples of a fixed seed: the same scores always give the same interval. */
  public static final Bootstrap STANDARD = new Bootstrap(2000, 1993);

  private static final double TAIL = 0.025;
  private static final int FEWEST = 40;

  private final int resamples;
  private final long seed;

  /**
   * @param resamples at least 40: fewer have no 2.5 % tail
   */
  public Bootstrap(int resamples, long seed) {
    if (resamples < FEWEST) {
      throw new IllegalArgumentException("resamples: %d or more".formatted(FEWEST));
    }
    this.resamples = resamples;
    this.seed = seed;
  }

  /**
   * The mean of one figure for each image. Give the differences of two models on the same images to
   * compare them in pairs.
   *
   * @throws IllegalArgumentException if there is none
   */
  public Estimate mean(double... figures) {
    if (figures.length == 0) {
      throw new IllegalArgumentException("there is no mean of nothing");
    }
    // Random, because its documentation fixes the algorithm: every JDK draws the same.
    Random random = new Random(seed);
    double[] means = new double[resamples];
    for (int resample = 0; resample < resamples; resample++) {
      double sum = 0;
      for (int i = 0; i < figures.length; i++) {
        sum += figures[random.nextInt(figures.length)];
      }
      means[resample] = sum / figures.length;
    }
    Arrays.sort(means);
    // The k-th smallest and the k-th largest, k = floor((B + 1) 0.025).
    int k = (int) Math.floor((resamples + 1) * TAIL);
    double mean = Arrays.stream(figures).sum() / figures.length;
    return new Estimate(mean, new Interval(means[k - 1], means[resamples - k]));
  }
}
