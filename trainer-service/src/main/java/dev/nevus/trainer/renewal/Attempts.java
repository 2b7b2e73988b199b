package dev.nevus.trainer.renewal;

import dev.nevus.event.EventJson;
import dev.nevus.image.RefusedException;
import dev.nevus.store.Keys;
import dev.nevus.store.NoSuchObject;
import dev.nevus.store.ObjectKey;
import dev.nevus.store.StoreException;
import java.time.Instant;
import java.util.Optional;

/**
 * Counts in the store how often a training was taken up after the same epoch and left without a
 * word: one that brings its process down again and again must not do so for ever. Waiting for a
 * neighbour, and leaving because the duty passed on, do not count. For one thread.
 */
final class Attempts {
  private static final String JSON = "application/json";

  private final Desk desk;
  private final int most;
  private Optional<Current> current = Optional.empty();

  /**
   * @param most attempts to get over one epoch
   */
  Attempts(Desk desk, int most) {
    this.desk = desk;
    this.most = most;
  }

  /**
   * What is kept of an attempt.
   *
   * @param excused whether it ended for no fault of the training
   */
  record Attempt(String trainer, Instant at, boolean excused) {}

  /** The attempt that is under way in this process. */
  private record Current(int training, int epoch, ObjectKey key) {}

  /** Counts another attempt; why there must be no further one, or empty if this one may go on. */
  Optional<String> next(int training) throws StoreException {
    int epoch = new StoredRun(desk.store(), training).epoch();
    if (current.filter(c -> c.training() == training && c.epoch() == epoch).isPresent()) {
      // The same process comes back after it had to wait.
      return Optional.empty();
    }
    for (int i = 1; i <= most; i++) {
      ObjectKey key = Keys.training(training, "attempt-%05d-%02d.json".formatted(epoch, i));
      if (take(key)) {
        current = Optional.of(new Current(training, epoch, key));
        return Optional.empty();
      }
    }
    return Optional.of(
        "the trainer ended %d times after epoch %d without a word: see its log"
            .formatted(most, epoch));
  }

  /** The attempt under way ends because the duty passes on: it does not count. */
  void excuse() throws StoreException {
    if (current.isPresent()) {
      desk.store().put(current.get().key(), attempt(true), JSON);
      current = Optional.empty();
    }
  }

  private boolean take(ObjectKey key) throws StoreException {
    if (desk.store().putIfAbsent(key, attempt(false), JSON)) {
      return true;
    }
    if (isExcused(key)) {
      desk.store().put(key, attempt(false), JSON);
      return true;
    }
    return false;
  }

  private boolean isExcused(ObjectKey key) throws StoreException {
    try {
      return EventJson.fromJson(desk.store().get(key), Attempt.class).excused();
    } catch (NoSuchObject | RefusedException e) {
      return false;
    }
  }

  private byte[] attempt(boolean excused) {
    return EventJson.toJson(new Attempt(desk.trainer(), desk.clock().instant(), excused));
  }
}
