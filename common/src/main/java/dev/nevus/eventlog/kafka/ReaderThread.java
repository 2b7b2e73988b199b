package dev.nevus.eventlog.kafka;

import dev.nevus.eventlog.Backoff;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The thread of a reader: runs its loop again after a fault of the broker, until it is closed. */
final class ReaderThread implements AutoCloseable {
  /** Reads until closing; a return before that starts it again. */
  @FunctionalInterface
  interface Loop {
    void run() throws InterruptedException;
  }

  private static final Logger LOG = LoggerFactory.getLogger(ReaderThread.class);
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final String name;
  private final Duration patience;
  private final CountDownLatch closing = new CountDownLatch(1);
  private Optional<Thread> thread = Optional.empty();

  ReaderThread(String name) {
    this(name, PATIENCE);
  }

  /**
   * @param patience how long {@link #close} waits before it interrupts the loop, and after that
   */
  ReaderThread(String name, Duration patience) {
    this.name = name;
    this.patience = patience;
  }

  synchronized void start(Loop loop) {
    if (thread.isPresent()) {
      throw new IllegalStateException(name + " was started before");
    }
    Thread started = new Thread(() -> repeat(loop), name);
    thread = Optional.of(started);
    started.start();
  }

  boolean isClosing() {
    return closing.getCount() == 0;
  }

  /** Waits so long, less when closing. */
  void pause(Duration pause) throws InterruptedException {
    if (closing.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
      LOG.atDebug().addKeyValue("reader", name).log("closing cut a pause short");
    }
  }

  /** Waits for the loop to end; interrupts it when that takes too long. */
  @Override
  public synchronized void close() {
    closing.countDown();
    if (thread.isEmpty()) {
      return;
    }
    Thread reader = thread.get();
    try {
      reader.join(patience.toMillis());
      if (reader.isAlive()) {
        reader.interrupt();
        reader.join(patience.toMillis());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void repeat(Loop loop) {
    int failures = 0;
    try {
      while (!isClosing()) {
        try {
          loop.run();
          failures = 0;
        } catch (RuntimeException e) {
          // Not Kafka's alone: a defect met by one record must not end the reading in silence.
          failures++;
          LOG.atWarn()
              .setCause(e)
              .addKeyValue("reader", name)
              .log("the reader lost its consumer and opens another one");
          pause(Backoff.DEFAULT.after(failures));
        }
      }
    } catch (InterruptedException e) {
      LOG.atInfo().addKeyValue("reader", name).log("the reader was interrupted");
    }
  }
}
