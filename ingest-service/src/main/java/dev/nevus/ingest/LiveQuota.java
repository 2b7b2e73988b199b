package dev.nevus.ingest;

import dev.nevus.settings.Settings;

/**
 * How many live images a source that names itself may send to one ingest process; what is beyond
 * goes behind all live images.
 *
 * @param perMinute in the long run; 0 for no limit
 * @param burst at once, after a rest
 */
public record LiveQuota(int perMinute, int burst) {
  /** Every image is live that its sender does not call old. */
  public static final LiveQuota NO_LIMIT = new LiveQuota(0, 1);

  private static final int MOST = 1_000_000;

  /**
   * @throws IllegalArgumentException if the quota would let nothing through
   */
  public LiveQuota {
    if (perMinute < 0 || burst < 1) {
      throw new IllegalArgumentException("live images a minute from 0, at once from 1");
    }
  }

  /** Reads {@code NEVUS_SOURCE_LIVE_PER_MINUTE} and {@code NEVUS_SOURCE_LIVE_BURST}. */
  public static LiveQuota from(Settings settings) {
    return new LiveQuota(
        settings.number(
            "NEVUS_SOURCE_LIVE_PER_MINUTE",
            120,
            0,
            MOST,
            "live images a minute from a source that names itself, more go behind all live ones; 0: no limit"),
        settings.number(
            "NEVUS_SOURCE_LIVE_BURST",
            240,
            1,
            MOST,
            "live images that a source may send at once after a rest"));
  }

  boolean isUnlimited() {
    return perMinute == 0;
  }
}
