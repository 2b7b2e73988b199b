package dev.nevus.trainer.renewal;

import dev.nevus.event.EventJson;
import dev.nevus.store.Keys;
import dev.nevus.store.StoreException;
import java.time.Instant;
import java.util.Optional;

/**
 * Counts in the store how often a training was taken up after the same epoch: one that brings its
 * process down again and again must not do so for ever.
 */
final class Attempts {
  private static final String JSON = "application/json";

  private final Desk desk;
  private final int most;

  /**
   * @param most attempts to get over one epoch
   */
  Attempts(Desk desk, int most) {
    this.desk = desk;
    this.most = most;
  }

  /** What is kept of an attempt. */
  record Attempt(String trainer, Instant at) {}

  /** Counts another attempt; why there must be no further one, or empty if this one may go on. */
  Optional<String> next(int training) throws StoreException {
    int epoch = new StoredRun(desk.store(), training).epoch();
    byte[] attempt = EventJson.toJson(new Attempt(desk.trainer(), desk.clock().instant()));
    for (int i = 1; i <= most; i++) {
      String file = "attempt-%05d-%02d.json".formatted(epoch, i);
      if (desk.store().putIfAbsent(Keys.training(training, file), attempt, JSON)) {
        return Optional.empty();
      }
    }
    return Optional.of(
        "the trainer ended %d times after epoch %d without a word: see its log"
            .formatted(most, epoch));
  }
}
