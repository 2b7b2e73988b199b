package dev.nevus.segment.onnx;

import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.nevus.segment.onnx.BadModelException.Code;
import java.time.Duration;
import java.util.concurrent.Executors;
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

  /** A clock for deadlines, to be shut down by its owner. */
  static ScheduledExecutorService clock() {
    return Executors.newSingleThreadScheduledExecutor(
        task -> {
          Thread thread = new Thread(task, "model-deadline");
          thread.setDaemon(true);
          return thread;
        });
  }

  /** To give to the run. */
  OrtSession.RunOptions options() {
    return options;
  }

  synchronized boolean hasPassed() {
    return passed;
  }

  /** The refusal of a model that was stopped at what is shown to it. */
  static BadModelException tooSlow(String shown, Duration patience) {
    return new BadModelException(
        Code.TOO_SLOW,
        "%s took longer than %d ms on one core: take a smaller net or a smaller input"
            .formatted(shown, patience.toMillis()));
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
