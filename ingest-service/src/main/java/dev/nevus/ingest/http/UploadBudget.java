package dev.nevus.ingest.http;

import io.javalin.http.Context;
import java.time.Duration;
import java.util.concurrent.Semaphore;

/**
 * Bounds the memory of all uploads at once, by their declared or assumed length, whatever the
 * number of senders. Beyond the bound senders are asked to come again. Safe for many threads.
 */
final class UploadBudget {
  private static final Duration PAUSE = Duration.ofSeconds(1);

  // While it arrives, and as the image that it became.
  private static final long COPIES = 2;

  private final int all;
  private final Semaphore bytes;

  /**
   * @param bytes at most this many at once
   */
  UploadBudget(int bytes) {
    this.all = bytes;
    this.bytes = new Semaphore(bytes);
  }

  /** Bytes that are taken until closed. */
  interface Share extends AutoCloseable {
    @Override
    void close();
  }

  /**
   * Takes what the body of a request needs, by its declared length or else by what it may have.
   *
   * @param overhead bytes of a form around the file
   * @throws ProblemException if it is too long, or too much is under way
   */
  Share admit(Context ctx, UploadBody body, int overhead) throws ProblemException {
    long declared = ctx.req().getContentLengthLong();
    body.checkDeclared(declared, overhead);
    return take(declared < 0 ? body.limit() : (int) declared);
  }

  /**
   * Takes what a body of this length needs at once, or nothing; the largest bodies go alone.
   *
   * @param length of the body, bytes
   * @throws ProblemException if too much is under way
   */
  Share take(int length) throws ProblemException {
    int share = (int) Math.min(COPIES * length, all);
    if (!bytes.tryAcquire(share)) {
      throw ProblemException.retryAfter(
          ProblemCode.TOO_BUSY, "Other uploads are under way: send it again.", PAUSE);
    }
    return () -> bytes.release(share);
  }
}
