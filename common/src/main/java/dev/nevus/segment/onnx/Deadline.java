package dev.nevus.segment.onnx;

import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Stops one run of the engine that takes too long. Both the run's thread and the clock's touch the
 * options, which are native memory: hence the lock, and hence nothing happens after closing.
 */
final class Deadline implements AutoCloseable {
  private final OrtSession.RunOptions options;
  private boolean passed;
  private boolean closed;

  private Deadline(OrtSession.RunOptions options) {
    this.options = options;
  }

  static Deadline in(Duration patience, ScheduledExecutorService clock) throws OrtException {
    Deadline deadline = new Deadline(new OrtSession.RunOptions());
    var unused = clock.schedule(deadline::pass, patience.toNanos(), TimeUnit.NANOSECONDS);
    return deadline;
  }

  /** To give to the run. */
  OrtSession.RunOptions options() {
    return options;
  }

  synchronized boolean hasPassed() {
    return passed;
  }

  private synchronized void pass() {
    if (closed) {
      return;
    }
    passed = true;
    try {
      options.setTerminate(true);
    } catch (OrtException e) {
      throw new IllegalStateException("the engine cannot be told to stop", e);
    }
  }

  @Override
  public synchronized void close() {
    if (!closed) {
      closed = true;
      options.close();
    }
  }
}
