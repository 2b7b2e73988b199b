package dev.nevus.standalone.cli;

import dev.nevus.lifecycle.Shutdown;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;

/**
 * Runs what Ctrl-C or SIGTERM ends in order: the work is interrupted, closes what it opened, and
 * only then the JVM halts.
 */
final class StoppedBySignal {
  /** Every part has 20 seconds to stop, and they stop one after the other. */
  private static final Duration STOP_WITHIN = Duration.ofMinutes(3);

  private StoppedBySignal() {}

  /** Work with an exit code. */
  @FunctionalInterface
  interface Work {
    int run() throws IOException, InterruptedException;
  }

  /** The work's exit code; 0 if it was asked to stop. */
  static int run(Work work) throws IOException {
    Shutdown shutdown = Shutdown.onSignal(STOP_WITHIN);
    interruptOn(shutdown, Thread.currentThread());
    try {
      return work.run();
    } catch (InterruptedException asked) {
      return 0;
    } finally {
      shutdown.finished();
    }
  }

  /** Returns never; ends by the signal's interrupt. */
  static void await() throws InterruptedException {
    new CountDownLatch(1).await();
  }

  private static void interruptOn(Shutdown shutdown, Thread working) {
    Thread listener =
        new Thread(
            () -> {
              try {
                shutdown.await();
                working.interrupt();
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            },
            "stop-on-signal");
    listener.setDaemon(true);
    listener.start();
  }
}
