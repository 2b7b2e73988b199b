package dev.nevus.eventlog;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.nevus.store.Keys;
import dev.nevus.store.ObjectKey;
import dev.nevus.store.ObjectStore;
import dev.nevus.store.Sha256;
import java.io.IOException;
import java.util.Arrays;
import java.util.UUID;
import java.util.concurrent.Semaphore;

/**
 * Records that were handed out before and have no end: a process may have died with them. One of
 * them may have been the reason, and the others shall not be given up for the company they were in.
 * So each process tries them one at a time, and writes down each attempt before it begins, where no
 * death reaches it. Safe for many threads and many processes.
 */
public final class Suspects {
  /** The first time a record is handed out nothing is written: nobody suspects it. */
  private static final int UNWRITTEN = 1;

  private static final String TEXT = "text/plain";
  private static final byte[] NOTHING = {'\n'};

  private final ObjectStore store;
  private final Semaphore alone;
  private final String group;

  /** Of a process, whatever its groups. */
  public Suspects(ObjectStore store) {
    this(store, new Semaphore(1, true), "");
  }

  private Suspects(ObjectStore store, Semaphore alone, String group) {
    this.store = store;
    this.alone = alone;
    this.group = group;
  }

  /** The same process in a group of workers, which counts apart from others with the same work. */
  public Suspects in(String workers) {
    return new Suspects(store, alone, workers);
  }

  /** Waits until this process tries no other one; {@link #leave} is to follow. */
  public void enter() throws InterruptedException {
    alone.acquire();
  }

  public void leave() {
    alone.release();
  }

  /** A further attempt at the record, not begun yet. */
  public Attempt attempt(LogRecord record) {
    return new Attempt(store, digest(group, record));
  }

  /** A replay of the same words stands elsewhere, and is counted anew. */
  private static String digest(String group, LogRecord record) {
    byte[] origin = (group + "\n" + record.origin() + "\n").getBytes(UTF_8);
    byte[] all = Arrays.copyOf(origin, origin.length + record.value().length);
    System.arraycopy(record.value(), 0, all, origin.length, record.value().length);
    return Sha256.of(all);
  }

  /** One attempt at a record. For one thread. */
  public static final class Attempt {
    private final ObjectStore store;
    private final String digest;
    // Tells an attempt whose writing was not answered from that of another process.
    private final byte[] own = UUID.randomUUID().toString().getBytes(UTF_8);
    private int number = UNWRITTEN;

    private Attempt(ObjectStore store, String digest) {
      this.store = store;
      this.digest = digest;
    }

    /**
     * Begins; returns once that is written down. Once only, however often it is called.
     *
     * @return its place among all attempts at the record that were not excused, from 2
     */
    public int begin() throws IOException {
      int next = UNWRITTEN + 1;
      int excused = 0;
      while (!isOwn(Keys.attempt(digest, next))) {
        if (store.size(Keys.excusedAttempt(digest, next)).isPresent()) {
          excused++;
        }
        next++;
      }
      number = next;
      return next - excused;
    }

    private boolean isOwn(ObjectKey key) throws IOException {
      return store.putIfAbsent(key, own, TEXT) || Arrays.equals(store.get(key), own);
    }

    /** It ended before the record had a chance: it does not count. */
    public void excuse() throws IOException {
      store.put(Keys.excusedAttempt(digest, number), NOTHING, TEXT);
    }
  }
}
