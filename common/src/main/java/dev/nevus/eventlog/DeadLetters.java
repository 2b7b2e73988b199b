package dev.nevus.eventlog;

import dev.nevus.event.Correlation;
import dev.nevus.event.DeadLettered;
import dev.nevus.event.Event;
import dev.nevus.event.ImageStored;
import dev.nevus.event.SegmentationRequested;
import dev.nevus.image.ImageId;
import dev.nevus.image.Refusal;
import dev.nevus.store.Keys;
import dev.nevus.store.ObjectKey;
import dev.nevus.store.ObjectStore;
import dev.nevus.store.Sha256;
import java.io.IOException;
import java.time.Clock;
import java.util.Optional;

/**
 * Where hopeless records go: their bytes to the store, the fact to the log, in this order. Safe for
 * many threads.
 */
public final class DeadLetters {
  private static final String BYTES = "application/octet-stream";

  private final ObjectStore store;
  private final EventLog log;
  private final Clock clock;

  public DeadLetters(ObjectStore store, EventLog log, Clock clock) {
    this.store = store;
    this.log = log;
    this.clock = clock;
  }

  /** Returns once the end of this event is durable. */
  public void add(Delivery delivery, Refusal refusal) throws IOException, InterruptedException {
    Event event = delivery.event();
    Optional<ImageId> image = Optional.empty();
    Optional<ObjectKey> content = Optional.empty();
    if (event instanceof ImageStored stored) {
      image = Optional.of(stored.image());
      content = Optional.of(stored.pixels());
    } else if (event instanceof SegmentationRequested requested) {
      image = Optional.of(requested.image());
      content = Optional.of(requested.pixels());
    }
    DeadLettered fact =
        new DeadLettered(
            image,
            refusal.code().id(),
            refusal.detail(),
            delivery.origin(),
            delivery.attempt(),
            content,
            clock.instant());
    log.publish(fact, delivery.correlation());
  }

  /**
   * Returns once a record that nothing could be made of is durable: as the bytes it was, and as a
   * fact.
   */
  public void add(LogRecord record, Correlation correlation, Refusal refusal)
      throws IOException, InterruptedException {
    Optional<ObjectKey> content = Optional.empty();
    if (record.value().length > 0) {
      content = Optional.of(Keys.deadLetter(Sha256.of(record.value())));
      store.put(content.get(), record.value(), BYTES);
    }
    DeadLettered fact =
        new DeadLettered(
            Optional.empty(),
            refusal.code().id(),
            refusal.detail(),
            record.origin(),
            1,
            content,
            clock.instant());
    log.publish(fact, correlation);
  }
}
