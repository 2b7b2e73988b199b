package dev.nevus.trainer.renewal;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * The same work on many things, a few at once: most of its time the trainer would otherwise wait
 * for an answer of the store.
 */
final class Several {
  /**
   * Images that the trainer has decoded at once, whatever it does with them. One may take a few
   * hundred megabytes, so not more of them; and not more than there are processors to work on them.
   */
  static final int AT_ONCE = Math.min(4, Runtime.getRuntime().availableProcessors());

  private static final int LONGEST_CALL_SECONDS = 60;

  private Several() {}

  /** What is done to one; for many threads. */
  @FunctionalInterface
  interface Work<T, R> {
    R on(T thing) throws IOException;
  }

  /**
   * The results in the order of the things. Nothing is under way any more when it returns or
   * throws.
   *
   * @throws IOException the first failure; the rest is given up
   */
  static <T, R> List<R> of(List<T> things, Work<T, R> work)
      throws IOException, InterruptedException {
    ExecutorService workers = Executors.newFixedThreadPool(AT_ONCE);
    try {
      List<Future<R>> pending = new ArrayList<>(things.size());
      for (T thing : things) {
        pending.add(workers.submit(() -> work.on(thing)));
      }
      workers.shutdown();
      List<R> results = new ArrayList<>(things.size());
      for (Future<R> one : pending) {
        results.add(one.get());
      }
      return results;
    } catch (ExecutionException e) {
      throw failure(e);
    } finally {
      end(workers);
    }
  }

  private static IOException failure(ExecutionException e) {
    if (e.getCause() instanceof IOException known) {
      return known;
    }
    if (e.getCause() instanceof Error error) {
      throw error;
    }
    throw new IllegalStateException("one of several broke", e.getCause());
  }

  /** Whoever begins again must not meet files that are still being written. */
  private static void end(ExecutorService workers) {
    workers.shutdownNow();
    boolean interrupted = Thread.interrupted();
    try {
      if (!workers.awaitTermination(LONGEST_CALL_SECONDS, TimeUnit.SECONDS)) {
        throw new IllegalStateException("one of several does not end");
      }
    } catch (InterruptedException e) {
      interrupted = true;
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
