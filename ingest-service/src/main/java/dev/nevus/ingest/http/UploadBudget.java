package dev.nevus.ingest.http;

import java.time.Duration;
import java.util.concurrent.Semaphore;

/**
 * Bounds the bytes of all bodies in memory at once, declared or assumed, whatever the number of
 * senders. Beyond the bound senders are asked to come again. Safe for many threads.
 */
final class UploadBudget {
  private static final Duration PAUSE = Duration.ofSeconds(1);

  private final Semaphore bytes;

  /**
   * @param bytes at most this many at once
   */
  UploadBudget(int bytes) {
    this.bytes = new Semaphore(bytes);
  }

  /** Bytes that are taken until closed. */
  interface Share extends AutoCloseable {
    @Override
    void close();
  }

  /**
   * Takes its share at once or not at all.
   *
   * @throws ProblemException if too much is under way
   */
  Share take(int share) throws ProblemException {
    if (!bytes.tryAcquire(share)) {
      throw ProblemException.retryAfter(
          ProblemCode.TOO_BUSY, "Other uploads are under way: send it again.", PAUSE);
    }
    return () -> bytes.release(share);
  }
}
