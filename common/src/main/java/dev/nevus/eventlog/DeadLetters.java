package dev.nevus.eventlog;

import dev.nevus.event.Blame;
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
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
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
  private final MeterRegistry registry;

  /**
   * @param registry counts the letters that are told, by code and fault
   */
  public DeadLetters(ObjectStore store, EventLog log, Clock clock, MeterRegistry registry) {
    this.store = store;
    this.log = log;
    this.clock = clock;
    this.registry = registry;
  }

  /** Returns once the end of this event is durable; the refusal says what was to blame. */
  public void add(Delivery delivery, Refusal refusal) throws IOException, InterruptedException {
    add(delivery, refusal, Blame.of(refusal));
  }

  /** Returns once the end of this event is durable. */
  public void add(Delivery delivery, Refusal refusal, Blame blame)
      throws IOException, InterruptedException {
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
    tell(
        new DeadLettered(
            image,
            refusal.code().id(),
            refusal.detail(),
            delivery.origin(),
            delivery.attempt(),
            content,
            Optional.of(blame.fault()),
            blame.trace(),
            delivery.replay(),
            clock.instant()),
        delivery.correlation());
  }

  /** The same as {@link #add(LogRecord, Correlation, Refusal, Blame)}, as the refusal blames. */
  public void add(LogRecord record, Correlation correlation, Refusal refusal)
      throws IOException, InterruptedException {
    add(record, correlation, refusal, Blame.of(refusal));
  }

  /**
   * Returns once a record that nothing could be made of is durable: as the bytes it was, and as a
   * fact.
   */
  public void add(LogRecord record, Correlation correlation, Refusal refusal, Blame blame)
      throws IOException, InterruptedException {
    Optional<ObjectKey> content = Optional.empty();
    if (record.value().length > 0) {
      content = Optional.of(Keys.deadLetter(Sha256.of(record.value())));
      store.put(content.get(), record.value(), BYTES);
    }
    tell(
        new DeadLettered(
            Optional.empty(),
            refusal.code().id(),
            refusal.detail(),
            record.origin(),
            1,
            content,
            Optional.of(blame.fault()),
            blame.trace(),
            ReplayHeaders.of(record),
            clock.instant()),
        correlation);
  }

  private void tell(DeadLettered letter, Correlation correlation)
      throws IOException, InterruptedException {
    log.publish(letter, correlation);
    Counter.builder("nevus.dead.lettered")
        .description("Dead letters told by this process")
        .tag("code", letter.code())
        .tag("fault", letter.blamed().word())
        .register(registry)
        .increment();
  }
}
