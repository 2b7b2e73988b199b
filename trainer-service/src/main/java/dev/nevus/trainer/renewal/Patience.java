package dev.nevus.trainer.renewal;

import dev.nevus.eventlog.Backoff;
import dev.nevus.eventlog.EventLogException;
import dev.nevus.store.DamagedObject;
import dev.nevus.store.NoSuchObject;
import dev.nevus.store.StoreException;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Waits for neighbours that are away and for room on a full disk, and for nothing else. */
final class Patience {
  private static final Logger LOG = LoggerFactory.getLogger(Patience.class);

  /** POSIX's words for ENOSPC, which Java passes on and has no type for. */
  private static final String DISK_FULL = "No space left on device";

  private Patience() {}

  /** Something that may be done again. */
  @FunctionalInterface
  interface Work<T> {
    T done() throws IOException, InterruptedException;
  }

  /**
   * Does it, again and again while the store or the log is away or the disk is full.
   *
   * @throws IOException if it failed for another cause
   */
  static <T> T with(Work<T> work) throws IOException, InterruptedException {
    for (int failures = 1; ; failures++) {
      try {
        return work.done();
      } catch (IOException e) {
        if (!helps(e)) {
          throw e;
        }
        LOG.atWarn()
            .addKeyValue("cause", e.getMessage())
            .log("a neighbour is away or the disk is full, the trainer waits");
        Backoff.DEFAULT.pause(failures);
      }
    }
  }

  /** Whether this failure passes by itself: a missing or damaged object stays as it is. */
  static boolean helps(IOException e) {
    boolean forGood = e instanceof NoSuchObject || e instanceof DamagedObject;
    return e instanceof EventLogException
        || (e instanceof StoreException && !forGood)
        || String.valueOf(e.getMessage()).contains(DISK_FULL);
  }
}
