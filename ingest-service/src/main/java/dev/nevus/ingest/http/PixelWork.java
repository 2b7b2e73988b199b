package dev.nevus.ingest.http;

import dev.nevus.image.RefusedException;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Bounds how many requests have an image's pixels in memory at once: a picture of the largest image
 * takes half a gigabyte while it is drawn. Beyond the bound they wait, then are asked to come
 * again. Safe for many threads.
 */
final class PixelWork {
  private static final Duration WAIT = Duration.ofSeconds(10);
  private static final Duration SOON = Duration.ofSeconds(1);
  private static final int AT_ONCE = 2;

  private final Semaphore places = new Semaphore(AT_ONCE);

  /** Something that needs pixels. */
  @FunctionalInterface
  interface Work<T> {
    T run() throws IOException, RefusedException;
  }

  /**
   * Does the work when there is room for it.
   *
   * @throws ProblemException if there was none, or the pixels were refused
   */
  <T> T run(Work<T> work) throws IOException, ProblemException, InterruptedException {
    if (!places.tryAcquire(WAIT.toMillis(), TimeUnit.MILLISECONDS)) {
      throw ProblemException.retryAfter(
          ProblemCode.TOO_BUSY, "Other pictures are being worked on: ask again.", SOON);
    }
    try {
      return work.run();
    } catch (RefusedException e) {
      throw ProblemException.of(e.refusal());
    } finally {
      places.release();
    }
  }
}
