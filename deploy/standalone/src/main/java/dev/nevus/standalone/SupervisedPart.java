package dev.nevus.standalone;

import dev.nevus.embedded.ChildProcess;
import dev.nevus.eventlog.Backoff;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Starts one part, and again whenever it ends, until told to cease. A thread of its own does all of
 * that.
 */
final class SupervisedPart {
  /** A part that ran for so long was well: its next failure is the first of a new row. */
  private static final Duration WELL_AFTER = Duration.ofMinutes(1);

  private final Part part;
  private final Progress progress;
  private final Backoff backoff;
  private final Thread keeper;
  private final CompletableFuture<Void> firstReady = new CompletableFuture<>();
  private final CountDownLatch ceased = new CountDownLatch(1);
  private volatile @Nullable ChildProcess child;

  /**
   * @param needed the parts to wait for before the first start
   */
  SupervisedPart(Part part, List<SupervisedPart> needed, Progress progress, Backoff backoff) {
    this.part = part;
    this.progress = progress;
    this.backoff = backoff;
    this.keeper = new Thread(() -> keep(needed), "keeper of " + part.name());
    keeper.setDaemon(true);
  }

  String name() {
    return part.name();
  }

  void begin() {
    keeper.start();
  }

  /** Returns when the part is ready for the first time; fails if it could not be started. */
  void awaitFirstReady() throws IOException, InterruptedException {
    try {
      firstReady.get();
    } catch (ExecutionException failed) {
      if (failed.getCause() instanceof IOException reason) {
        throw reason;
      }
      throw new IOException(part.name() + " was not started: " + failed.getCause(), failed);
    }
  }

  /** From now on the part is not started again. */
  void cease() {
    ceased.countDown();
    keeper.interrupt();
  }

  /** Ends the part's process, in order if it can. To be called after {@link #cease}. */
  void stop() throws InterruptedException {
    keeper.join();
    ChildProcess last = child;
    if (last != null) {
      progress.stopped(part.name(), last.stop(part.stopWithin()));
    }
  }

  private void keep(List<SupervisedPart> needed) {
    try {
      for (SupervisedPart other : needed) {
        other.awaitFirstReady();
      }
      start();
      firstReady.complete(null);
      keepAlive();
    } catch (IOException failed) {
      firstReady.completeExceptionally(failed);
    } catch (InterruptedException asked) {
      firstReady.completeExceptionally(
          new IOException(part.name() + " was stopped before it was ready"));
    } catch (RuntimeException wrong) {
      firstReady.completeExceptionally(wrong);
      throw wrong;
    }
  }

  private void start() throws IOException, InterruptedException {
    long begin = System.nanoTime();
    ChildProcess started = part.start().start();
    child = started;
    part.readiness().await(started);
    progress.ready(part.name(), started.ready(), Duration.ofNanos(System.nanoTime() - begin));
  }

  private void keepAlive() throws InterruptedException {
    int failures = 0;
    while (true) {
      ChildProcess running = Objects.requireNonNull(child);
      long begin = System.nanoTime();
      int exitCode = exitCodeOf(running);
      boolean wasWell = System.nanoTime() - begin > WELL_AFTER.toNanos();
      failures = wasWell ? 1 : failures + 1;
      progress.ended(part.name(), exitCode, running.command().log(), backoff.after(failures));
      failures = startAgain(failures);
    }
  }

  /** Returns the number of failures in a row so far. */
  private int startAgain(int failuresBefore) throws InterruptedException {
    int failures = failuresBefore;
    while (true) {
      pause(backoff.after(failures));
      try {
        start();
        return failures;
      } catch (IOException | RuntimeException failed) {
        // Whatever it was, the part is down and the next try may do better.
        failures++;
        killHalfStarted();
        progress.notStarted(part.name(), failed.toString(), backoff.after(failures));
      }
    }
  }

  /** The process may be up though what was to follow failed. */
  private void killHalfStarted() throws InterruptedException {
    ChildProcess half = child;
    if (half != null) {
      half.kill();
    }
  }

  private void pause(Duration duration) throws InterruptedException {
    if (ceased.await(duration.toMillis(), TimeUnit.MILLISECONDS)) {
      throw new InterruptedException("asked to cease");
    }
  }

  private static int exitCodeOf(ChildProcess process) throws InterruptedException {
    try {
      return process.onExit().get();
    } catch (ExecutionException impossible) {
      throw new IllegalStateException("a process's end cannot fail", impossible);
    }
  }
}
