package dev.nevus.standalone.faults;

import dev.nevus.embedded.ChildProcess;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A process that is started again whenever it ends, as a supervisor does. Safe for many threads.
 */
final class Kept implements AutoCloseable {
  private static final int PAUSE_MILLIS = 200;

  private final Start start;
  private final Thread keeper;
  private volatile ChildProcess process;
  private final AtomicInteger starts = new AtomicInteger(1);

  private Kept(Start start, ChildProcess process) {
    this.start = start;
    this.process = process;
    this.keeper = new Thread(this::keep, "keeper");
    keeper.setDaemon(true);
  }

  /** Returns the process once it is ready. */
  @FunctionalInterface
  interface Start {
    ChildProcess start() throws IOException, InterruptedException;
  }

  /** Returns when it is ready for the first time. */
  static Kept running(Start start) throws IOException, InterruptedException {
    Kept kept = new Kept(start, start.start());
    kept.keeper.start();
    return kept;
  }

  /** The last one that was ready; it may have ended. */
  ChildProcess process() {
    return process;
  }

  int starts() {
    return starts.get();
  }

  /** From now on it is not started again; stops it in order. */
  @Override
  public void close() {
    keeper.interrupt();
    try {
      keeper.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    process.close();
  }

  private void keep() {
    try {
      while (true) {
        awaitEnd();
        startAgain();
      }
    } catch (InterruptedException closed) {
      // As wanted.
    }
  }

  private void awaitEnd() throws InterruptedException {
    while (process.isAlive()) {
      TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
    }
  }

  private void startAgain() throws InterruptedException {
    while (true) {
      try {
        process = start.start();
        starts.incrementAndGet();
        return;
      } catch (IOException failed) {
        TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
      }
    }
  }
}
