package dev.nevus.trainer.report;

import java.time.Duration;

/** A length of time as people say it: its two largest units, {@code 1 h 12 min}. */
record TimeSpan(Duration duration) {
  private static final int SECONDS_IN_MINUTE = 60;
  private static final int SECONDS_IN_HOUR = 3600;

  static TimeSpan ofNanos(long nanos) {
    return new TimeSpan(Duration.ofNanos(nanos));
  }

  @Override
  public String toString() {
    long seconds = Math.round(duration.toMillis() / 1000.0);
    if (seconds < SECONDS_IN_MINUTE) {
      return seconds + " s";
    }
    if (seconds < SECONDS_IN_HOUR) {
      return "%d min %d s".formatted(seconds / SECONDS_IN_MINUTE, seconds % SECONDS_IN_MINUTE);
    }
    long minutes = Math.round(seconds / (double) SECONDS_IN_MINUTE);
    return "%d h %d min".formatted(minutes / SECONDS_IN_MINUTE, minutes % SECONDS_IN_MINUTE);
  }
}
