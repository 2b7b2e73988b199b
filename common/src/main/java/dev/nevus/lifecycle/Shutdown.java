package dev.nevus.lifecycle;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Lets main wait for the signal to stop, and the JVM wait for main to finish stopping: the JVM
 * halts as soon as its hooks return, so the hook stays until main is through.
 */
public final class Shutdown {
  private final CountDownLatch asked = new CountDownLatch(1);
  private final CountDownLatch finished = new CountDownLatch(1);

  private Shutdown() {}

  /**
   * Installs the hook for SIGTERM and SIGINT.
   *
   * @param patience how long main may take to stop before the JVM halts anyway
   */
  public static Shutdown onSignal(Duration patience) {
    Shutdown shutdown = new Shutdown();
    Thread hook =
        new Thread(
            () -> {
              shutdown.asked.countDown();
              shutdown.awaitFinished(patience);
            },
            "shutdown");
    Runtime.getRuntime().addShutdownHook(hook);
    return shutdown;
  }

  /** Returns when the process is asked to stop. */
  public void await() throws InterruptedException {
    asked.await();
  }

  /** Waits so long at most; whether the process was asked to stop. */
  public boolean awaitFor(Duration patience) throws InterruptedException {
    return asked.await(patience.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Asks the process to stop, as a signal would. */
  public void request() {
    asked.countDown();
  }

  /** To be called when everything is closed; lets the JVM go. */
  public void finished() {
    finished.countDown();
  }

  private void awaitFinished(Duration patience) {
    try {
      boolean ended = finished.await(patience.toMillis(), TimeUnit.MILLISECONDS);
      if (!ended) {
        System.err.println(
            "Not everything stopped in time: what was under way is done again after the next start.");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
