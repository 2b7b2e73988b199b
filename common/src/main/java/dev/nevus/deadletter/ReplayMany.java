package dev.nevus.deadletter;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Replays letters one after the other, no faster than at a rate, so that a night's letters do not
 * stand in front of the day's images.
 */
public final class ReplayMany {
  private static final double NANOS = 1e9;

  private final LetterDesk desk;
  private final double perSecond;

  /** Learns what became of each. */
  @FunctionalInterface
  public interface Listener {
    void heard(Letter letter, Answer answer);
  }

  /**
   * @param perSecond at most so many; more than 0
   */
  public ReplayMany(LetterDesk desk, double perSecond) {
    if (!(perSecond > 0)) {
      throw new IllegalArgumentException("a rate is more than 0");
    }
    this.desk = desk;
    this.perSecond = perSecond;
  }

  /**
   * Returns when each letter has its answer. What was told before a failure or an interrupt stays
   * told, and doing all of it again is harmless.
   *
   * @throws IOException if the log or the store is away
   */
  public void replay(List<Letter> letters, Decider who, Insistence insistence, Listener listener)
      throws IOException, InterruptedException {
    long next = System.nanoTime();
    for (Letter letter : letters) {
      TimeUnit.NANOSECONDS.sleep(next - System.nanoTime());
      next = Math.max(next, System.nanoTime()) + Math.round(NANOS / perSecond);
      listener.heard(letter, desk.replay(letter, who, insistence));
    }
  }
}
