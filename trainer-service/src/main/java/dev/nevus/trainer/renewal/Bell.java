package dev.nevus.trainer.renewal;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Wakes the one who waits for something to do. Safe for many threads. */
final class Bell {
  private final Semaphore rung = new Semaphore(0);

  void ring() {
    rung.release();
  }

  /** Waits until it is rung, or was rung since the last wait; no longer than {@code patience}. */
  void await(Duration patience) throws InterruptedException {
    if (rung.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS)) {
      rung.drainPermits();
    }
  }
}
