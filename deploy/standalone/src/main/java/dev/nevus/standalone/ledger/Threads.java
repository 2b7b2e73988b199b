package dev.nevus.standalone.ledger;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A few threads for steps that read; the first failure is the failure of all. */
final class Threads implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Threads.class);
  private static final int PATIENCE_SECONDS = 30;

  private final ExecutorService threads;

  Threads(int count) {
    threads =
        Executors.newFixedThreadPool(
            count,
            task -> {
              Thread thread = new Thread(task, "ledger");
              thread.setDaemon(true);
              return thread;
            });
  }

  /** One of the steps. */
  @FunctionalInterface
  interface Step {
    void run() throws IOException, InterruptedException;
  }

  /** Returns when all steps are done, or throws what the first one that failed did. */
  void run(List<Step> steps) throws IOException, InterruptedException {
    List<Future<?>> running = new ArrayList<>();
    for (Step step : steps) {
      running.add(
          threads.submit(
              () -> {
                step.run();
                return true;
              }));
    }
    for (Future<?> one : running) {
      try {
        one.get();
      } catch (ExecutionException e) {
        threads.shutdownNow();
        if (e.getCause() instanceof IOException failure) {
          throw failure;
        }
        throw new IllegalStateException(e.getCause());
      } catch (CancellationException e) {
        throw new IOException("given up", e);
      }
    }
  }

  @Override
  public void close() {
    threads.shutdownNow();
    try {
      // What they write to is deleted next.
      if (!threads.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        LOG.atWarn().log("a reader of the ledger does not end");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
