package dev.nevus.ingest.http;

import dev.nevus.settings.Settings;
import java.time.Duration;

/**
 * How slowly a sender may send a body. Slower ones are cut off: whoever drips must not hold a place
 * that another sender needs.
 *
 * @param grace before which no rate is asked for
 * @param leastBytesASecond mean of the time in which the sender was waited for
 * @param within which a body may be waited for in all
 */
public record Pace(Duration grace, int leastBytesASecond, Duration within) {
  private static final Duration GRACE = Duration.ofSeconds(5);
  private static final int MOST = 1_000_000;
  private static final double NANOS = Duration.ofSeconds(1).toNanos();

  /** Reads {@code NEVUS_HTTP_LEAST_RATE} and {@code NEVUS_HTTP_BODY_WITHIN}. */
  public static Pace from(Settings settings) {
    return new Pace(
        GRACE,
        settings.number(
            "NEVUS_HTTP_LEAST_RATE",
            4096,
            0,
            MOST,
            "bytes a second that a sender must reach after 5 seconds, or it is cut off; 0: no"
                + " limit"),
        settings.duration(
            "NEVUS_HTTP_BODY_WITHIN",
            Duration.ofMinutes(2),
            "time that a body may be waited for, however large"));
  }

  /**
   * Whether a body that came so far is too slow.
   *
   * @param bytes that came
   * @param took that its sender was waited for
   */
  boolean isBehind(long bytes, Duration took) {
    if (took.compareTo(within) > 0) {
      return true;
    }
    return took.compareTo(grace) > 0 && bytes < leastBytesASecond * (took.toNanos() / NANOS);
  }
}
