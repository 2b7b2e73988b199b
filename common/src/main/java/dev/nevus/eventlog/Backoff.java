package dev.nevus.eventlog;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * How long to wait before another try: doubling from the first pause to the longest.
 *
 * @param first pause after the first failure
 * @param longest pause
 */
public record Backoff(Duration first, Duration longest) {
  /** From a fifth of a second to ten seconds: quick after a hiccup, gentle in an outage. */
  public static final Backoff DEFAULT = new Backoff(Duration.ofMillis(200), Duration.ofSeconds(10));

  private static final int MAX_DOUBLINGS = 30;

  /**
   * The pause after so many failures in a row.
   *
   * @param failures at least 1
   */
  public Duration after(int failures) {
    long factor = 1L << Math.min(failures - 1, MAX_DOUBLINGS);
    long millis = Math.multiplyExact(Math.min(first.toMillis(), longest.toMillis()), factor);
    return Duration.ofMillis(Math.min(millis, longest.toMillis()));
  }

  /** Waits for the pause after so many failures in a row; an interrupt ends it. */
  public void pause(int failures) throws InterruptedException {
    TimeUnit.MILLISECONDS.sleep(after(failures).toMillis());
  }
}
