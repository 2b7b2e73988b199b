package dev.nevus.standalone.ledger;

import dev.nevus.eventlog.kafka.WorkGroup;
import dev.nevus.image.ImageLimits;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * How to verify.
 *
 * @param workers name of the group of the workers that take live images
 * @param grace age below which an object without its event may still get it
 * @param digests whose content is read
 * @param repair limits of images if orphans are announced; empty: nothing is
 * @param patience how long to wait first until the workers have nothing left to do; 0: not at all
 * @param work folder for files of about 64 bytes for each record and object; removed in the end
 */
public record LedgerOptions(
    String workers,
    Duration grace,
    Digests digests,
    Optional<ImageLimits> repair,
    Duration patience,
    Path work) {
  /** Looks at everything and changes nothing. */
  public static final LedgerOptions DEFAULT =
      new LedgerOptions(
          WorkGroup.WORKERS,
          Duration.ofMinutes(10),
          Digests.ALL,
          Optional.empty(),
          Duration.ZERO,
          Path.of(System.getProperty("java.io.tmpdir")));

  /**
   * @throws IllegalArgumentException if a time is negative
   */
  public LedgerOptions {
    if (grace.isNegative() || patience.isNegative()) {
      throw new IllegalArgumentException("no negative times");
    }
  }

  public LedgerOptions withGrace(Duration other) {
    return new LedgerOptions(workers, other, digests, repair, patience, work);
  }

  public LedgerOptions withDigests(Digests other) {
    return new LedgerOptions(workers, grace, other, repair, patience, work);
  }

  /** Waits first, this long at most. */
  public LedgerOptions withWait(Duration other) {
    return new LedgerOptions(workers, grace, digests, repair, other, work);
  }

  /** Announces orphans, images within the usual limits. */
  public LedgerOptions repairing() {
    return new LedgerOptions(
        workers, grace, digests, Optional.of(ImageLimits.DEFAULT), patience, work);
  }
}
