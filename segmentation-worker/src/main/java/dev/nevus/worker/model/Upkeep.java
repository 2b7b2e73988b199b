package dev.nevus.worker.model;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Does a few things every now and then, one after the other on a thread of its own. */
public final class Upkeep implements AutoCloseable {
  /** What is to be done; a fault is told and another try made in its time. */
  @FunctionalInterface
  public interface Task {
    void run() throws IOException, InterruptedException;
  }

  private static final Logger LOG = LoggerFactory.getLogger(Upkeep.class);

  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(Upkeep::daemon);
  private final Future<?> repeated;

  /** Begins after the first pause. */
  public Upkeep(Duration every, List<Task> tasks) {
    this.repeated =
        timer.scheduleWithFixedDelay(
            () -> tasks.forEach(Upkeep::once),
            every.toMillis(),
            every.toMillis(),
            TimeUnit.MILLISECONDS);
  }

  private static void once(Task task) {
    try {
      task.run();
    } catch (IOException e) {
      LOG.atWarn().addKeyValue("cause", e.getMessage()).log("the upkeep waits for its neighbours");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      // A defect of ours: it must not end the upkeep for good.
      LOG.atError().setCause(e).log("the upkeep broke");
    }
  }

  /** Interrupts what is under way and waits some seconds for its end. */
  @Override
  public void close() {
    repeated.cancel(true);
    timer.shutdownNow();
    try {
      if (!timer.awaitTermination(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
        LOG.warn("the last upkeep was abandoned");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static Thread daemon(Runnable task) {
    Thread thread = new Thread(task, "model-upkeep");
    thread.setDaemon(true);
    return thread;
  }
}
