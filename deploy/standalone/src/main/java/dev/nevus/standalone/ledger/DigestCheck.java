package dev.nevus.standalone.ledger;

import dev.nevus.image.ImageId;
import dev.nevus.store.NoSuchObject;
import dev.nevus.store.ObjectKey;
import dev.nevus.store.ObjectStore;
import dev.nevus.store.Sha256;
import java.io.IOException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Reads objects and compares them with their digests, a few at a time; who hands in more than a few
 * ahead reads one itself. Safe for many threads.
 */
final class DigestCheck implements AutoCloseable {
  private static final int THREADS = 4;
  private static final int AHEAD = 16;

  private final ObjectStore store;
  private final Digests digests;
  private final Tally tally;
  private final AtomicReference<IOException> failure = new AtomicReference<>();
  private final ThreadPoolExecutor threads =
      new ThreadPoolExecutor(
          THREADS,
          THREADS,
          0,
          TimeUnit.SECONDS,
          new ArrayBlockingQueue<>(AHEAD),
          new ThreadPoolExecutor.CallerRunsPolicy());

  DigestCheck(ObjectStore store, Digests digests, Tally tally) {
    this.store = store;
    this.digests = digests;
    this.tally = tally;
  }

  /**
   * Has an object read, perhaps later.
   *
   * @param sha256 of its content, as it should be
   */
  void check(ImageId image, ObjectKey key, String sha256) throws IOException {
    rethrow();
    if (digests.include(image)) {
      threads.execute(() -> read(key, sha256));
    }
  }

  private void read(ObjectKey key, String sha256) {
    try {
      if (failure.get() == null) {
        boolean isRight = Sha256.of(store.get(key)).equals(sha256);
        tally.count(Count.DIGESTS_READ);
        if (!isRight) {
          tally.found(Finding.BAD_DIGEST, key);
        }
      }
    } catch (NoSuchObject e) {
      tally.found(Finding.BAD_DIGEST, key + ": gone since it was listed");
    } catch (IOException e) {
      failure.compareAndSet(null, e);
    } catch (RuntimeException | Error e) {
      // No memory for an object, say: it was not compared, and must not count as right.
      failure.compareAndSet(null, new IOException("could not compare " + key, e));
    }
  }

  /** Returns when all that was handed in is read. */
  void finish() throws IOException, InterruptedException {
    threads.shutdown();
    while (!threads.awaitTermination(1, TimeUnit.SECONDS)) {
      rethrow();
    }
    rethrow();
  }

  private void rethrow() throws IOException {
    IOException first = failure.get();
    if (first != null) {
      throw first;
    }
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
