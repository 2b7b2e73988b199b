package dev.nevus.worker;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * How many live images are in hand, so that other work begins only where a lane is free. A lane
 * that only takes its next image is not: it must have been free for a moment. Safe for many
 * threads.
 */
final class LiveImages {
  private static final Duration MOMENT = Duration.ofMillis(50);

  private final int lanes;
  private int inHand;
  private long freeSince = System.nanoTime();

  /**
   * @param lanes live images that are worked on at once, at most
   */
  LiveImages(int lanes) {
    this.lanes = lanes;
  }

  /** A live image begins. */
  synchronized void begin() {
    inHand++;
  }

  /** A live image ends, in whatever way. */
  synchronized void end() {
    if (inHand == lanes) {
      freeSince = System.nanoTime();
      notifyAll();
    }
    inHand--;
  }

  /** Returns once a lane is free, without a limit: live images go first. */
  synchronized void awaitFreeLane() throws InterruptedException {
    while (true) {
      if (inHand >= lanes) {
        wait();
        continue;
      }
      long left = freeSince + MOMENT.toNanos() - System.nanoTime();
      if (left <= 0) {
        return;
      }
      TimeUnit.NANOSECONDS.timedWait(this, left);
    }
  }
}
