package dev.nevus.trainer.renewal;

import dev.nevus.event.EventJson;
import dev.nevus.image.RefusedException;
import dev.nevus.store.Keys;
import dev.nevus.store.NoSuchObject;
import dev.nevus.store.ObjectKey;
import dev.nevus.store.StoreException;
import java.time.Instant;
import java.util.Optional;
import java.util.function.IntFunction;

/**
 * Counts in the store how often a training was taken up after the same epoch, or a judgement that
 * somebody asked for, and left without a word: what brings its process down again and again must
 * not do so for ever. Waiting for a neighbour, and leaving because the duty passed on, do not
 * count. For one thread.
 */
final class Attempts {
  private static final String JSON = "application/json";

  private final Desk desk;
  private final int most;
  private Optional<Current> current = Optional.empty();

  /**
   * @param most attempts to get over one epoch, or to judge
   */
  Attempts(Desk desk, int most) {
    this.desk = desk;
    this.most = most;
  }

  /**
   * What is kept of an attempt.
   *
   * @param excused whether it ended for no fault of what was attempted
   */
  record Attempt(String trainer, Instant at, boolean excused) {}

  /** The attempt that is under way in this process; all at the same work have the same first. */
  private record Current(ObjectKey first, ObjectKey key) {}

  /**
   * Counts another attempt at a training; why there must be no further one, or empty if this one
   * may go on.
   */
  Optional<String> next(int training) throws StoreException {
    int epoch = new StoredRun(desk.store(), training).epoch();
    return begins(i -> Keys.training(training, "attempt-%05d-%02d.json".formatted(epoch, i)))
        ? Optional.empty()
        : Optional.of(
            "the trainer ended %d times after epoch %d without a word: see its log"
                .formatted(most, epoch));
  }

  /** The same for a model that is judged because of a request; kept next to the request. */
  Optional<String> nextJudging(String request) throws StoreException {
    return begins(i -> Keys.trainingRequest("%s.attempt-%d".formatted(request, i)))
        ? Optional.empty()
        : Optional.of("judging it ended the trainer %d times".formatted(most));
  }

  private boolean begins(IntFunction<ObjectKey> keys) throws StoreException {
    ObjectKey first = keys.apply(1);
    if (current.filter(c -> c.first().equals(first)).isPresent()) {
      // The same process comes back after it had to wait.
      return true;
    }
    for (int i = 1; i <= most; i++) {
      ObjectKey key = keys.apply(i);
      if (take(key)) {
        current = Optional.of(new Current(first, key));
        return true;
      }
    }
    return false;
  }

  /**
   * Whether this thread may go on after a failure: an interrupt closes files under whoever reads or
   * writes them, and that is no fault of what was attempted.
   *
   * @throws InterruptedException if it was interrupted; the attempt is excused
   */
  void requireDuty(Throwable failure) throws InterruptedException {
    if (Thread.interrupted()) {
      InterruptedException interrupt = new InterruptedException("while training or judging");
      interrupt.initCause(failure);
      throw excused(interrupt);
    }
  }

  /** The same cause, once the attempt is excused. Without the store the attempt counts. */
  <E extends Exception> E excused(E cause) {
    try {
      excuse();
    } catch (StoreException e) {
      if (e != cause) {
        cause.addSuppressed(e);
      }
    }
    return cause;
  }

  /** The attempt under way ends for no fault of what was attempted: it does not count. */
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
