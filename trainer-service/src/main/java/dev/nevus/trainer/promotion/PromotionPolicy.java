package dev.nevus.trainer.promotion;

import dev.nevus.settings.Settings;
import java.time.Duration;

/**
 * How much better a candidate must be, and what it must not lose for that. That it has to be better
 * in the mean and to answer its golden image is no matter of policy.
 *
 * @param margin the lower end of the difference's 95 % interval, in thresholded Jaccard index, must
 *     lie above minus this; 0 to 1
 * @param fewestImages that the frozen set must have, at least 1; of fewer than some twenty the
 *     interval is too narrow
 * @param slices what must not be lost on any kind of image
 * @param parity how far the engine may be from the trained net in any probability, 0 to 1
 * @param latency how slow it may be
 */
public record PromotionPolicy(
    double margin, int fewestImages, SliceLimit slices, double parity, LatencyLimit latency) {
  /** What holds unless somebody sets something else. */
  public static final PromotionPolicy DEFAULT =
      new PromotionPolicy(
          0.005, 20, new SliceLimit(20, 0.05), 1e-3, new LatencyLimit(1.5, Duration.ofMillis(40)));

  /**
   * How far a candidate may fall on the images with one trait.
   *
   * @param images a slice with fewer is not looked at, at least 1: single images would decide
   * @param drop in mean thresholded Jaccard index, 0 to 1
   */
  public record SliceLimit(int images, double drop) {
    /**
     * @throws IllegalArgumentException if a limit is out of its range
     */
    public SliceLimit {
      require(images >= 1 && isShare(drop), "slice limit: 1 image or more, a drop of 0 to 1");
    }
  }

  /**
   * What an image may take on one thread: the longer one of two.
   *
   * @param factor times the champion's median, 1 to 100
   * @param floor that is always allowed, 0 or more, so that no candidate fails for being slower
   *     than a champion that is fast beyond need
   */
  public record LatencyLimit(double factor, Duration floor) {
    /**
     * @throws IllegalArgumentException if a limit is out of its range
     */
    public LatencyLimit {
      require(
          factor >= 1 && factor <= 100 && !floor.isNegative(),
          "latency limit: a factor of 1 to 100, a floor of 0 or more");
    }

    /** Milliseconds that a candidate may take beside such a champion. */
    double milliseconds(Duration champion) {
      return Math.max(factor * GateScores.milliseconds(champion), GateScores.milliseconds(floor));
    }
  }

  /**
   * @throws IllegalArgumentException if a limit is out of its range
   */
  public PromotionPolicy {
    require(isShare(margin), "margin: 0 to 1");
    require(fewestImages >= 1, "fewest images: 1 or more");
    require(isShare(parity), "parity: 0 to 1");
  }

  /** Reads the keys {@code NEVUS_GATE_*}. */
  public static PromotionPolicy from(Settings settings) {
    return new PromotionPolicy(
        settings.decimal(
            "NEVUS_GATE_MARGIN",
            DEFAULT.margin(),
            0,
            1,
            "thresholded Jaccard by which a candidate may be worse at the interval's lower end"),
        settings.number(
            "NEVUS_GATE_FEWEST_IMAGES",
            DEFAULT.fewestImages(),
            1,
            1_000_000,
            "images that the frozen set must have"),
        slices(settings),
        settings.decimal(
            "NEVUS_GATE_PARITY",
            DEFAULT.parity(),
            0,
            1,
            "largest difference in probability between the trained net and the engine"),
        latency(settings));
  }

  private static SliceLimit slices(Settings settings) {
    return new SliceLimit(
        settings.number(
            "NEVUS_GATE_SLICE_IMAGES",
            DEFAULT.slices().images(),
            1,
            1_000_000,
            "images from which on a slice is looked at"),
        settings.decimal(
            "NEVUS_GATE_SLICE_DROP",
            DEFAULT.slices().drop(),
            0,
            1,
            "mean thresholded Jaccard that a slice may lose"));
  }

  private static LatencyLimit latency(Settings settings) {
    return new LatencyLimit(
        settings.decimal(
            "NEVUS_GATE_LATENCY_FACTOR",
            DEFAULT.latency().factor(),
            1,
            100,
            "times the champion's median that a candidate may take"),
        settings.duration(
            "NEVUS_GATE_LATENCY_FLOOR",
            DEFAULT.latency().floor(),
            "time for an image that is always allowed"));
  }

  private static boolean isShare(double value) {
    return value >= 0 && value <= 1;
  }

  private static void require(boolean inRange, String ranges) {
    if (!inRange) {
      throw new IllegalArgumentException(ranges);
    }
  }
}
