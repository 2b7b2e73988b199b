package dev.nevus.standalone.bench;

import dev.nevus.event.DeadLetterDecided;
import dev.nevus.event.DeadLettered;
import dev.nevus.event.EventCodec;
import dev.nevus.event.MaskPredicted;
import dev.nevus.event.Origin;
import dev.nevus.eventlog.Delivery;
import dev.nevus.eventlog.LogRecord;
import dev.nevus.eventlog.LogTail;
import dev.nevus.eventlog.Topic;
import dev.nevus.eventlog.kafka.KafkaEvents;
import dev.nevus.eventlog.kafka.KafkaLogTail;
import dev.nevus.image.ImageId;
import dev.nevus.image.RefusedException;
import dev.nevus.standalone.models.RunningNevus;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;

/**
 * Counts the masks that the log tells of, from its beginning. Keeps an image's name, a number and
 * two moments of each, nothing else. Safe for many threads.
 */
public final class MaskTally implements AutoCloseable {
  private final KafkaEvents events = new KafkaEvents(new EventCodec("bench"));
  private final Map<ImageId, Told> masks = new HashMap<>();
  private final Map<String, Integer> byWorker = new HashMap<>();
  private final Map<Origin, ImageId> givenUp = new HashMap<>();
  private final Map<LogTail.Partition, Long> positions = new HashMap<>();
  private final Clock clock;
  private final KafkaLogTail tail;
  private int told;

  /** Begins to listen. */
  public MaskTally(RunningNevus nevus, Clock clock) {
    this.clock = clock;
    this.tail = new KafkaLogTail(nevus.kafka());
    tail.start(Set.of(Topic.MASKS_PREDICTED, Topic.DEAD_LETTERS), new Reader());
  }

  /**
   * What was told of one image.
   *
   * @param times how often a mask was told of
   * @param written when the first mask was written to the log, by the worker's clock
   * @param seen when this process saw that
   */
  public record Told(int times, Instant written, Instant seen) {
    Told again() {
      return new Told(times + 1, written, seen);
    }
  }

  /** Images with a mask so far. */
  public synchronized int images() {
    return masks.size();
  }

  /** Masks told of, repetitions too. */
  public synchronized int told() {
    return told;
  }

  /** Images that were given up so far. */
  public synchronized int givenUp() {
    return Set.copyOf(givenUp.values()).size();
  }

  /** Masks told of by this worker, repetitions too. */
  public synchronized int by(String worker) {
    return byWorker.getOrDefault(worker, 0);
  }

  /** What was told of this image so far. */
  public synchronized Optional<Told> of(ImageId image) {
    return Optional.ofNullable(masks.get(image));
  }

  /**
   * Returns once so many images have a mask.
   *
   * @throws IOException if an image is given up, or nothing new is told for {@code patience}
   */
  public void awaitImages(int count, Duration patience) throws IOException, InterruptedException {
    await(() -> masks.size() >= count, count + " masks", patience);
  }

  /**
   * Returns once this worker told of so many masks.
   *
   * @throws IOException if an image is given up, or nothing new is told for {@code patience}
   */
  public void awaitBy(String worker, int count, Duration patience)
      throws IOException, InterruptedException {
    await(() -> by(worker) >= count, count + " masks by " + worker, patience);
  }

  private synchronized void await(BooleanSupplier isReached, String what, Duration patience)
      throws IOException, InterruptedException {
    int before = told;
    long since = System.nanoTime();
    while (!isReached.getAsBoolean()) {
      if (!givenUp.isEmpty()) {
        throw new IOException("an image was given up: " + givenUp.values().iterator().next());
      }
      if (told != before) {
        before = told;
        since = System.nanoTime();
      }
      long millis = (since + patience.toNanos() - System.nanoTime()) / 1_000_000;
      if (millis <= 0) {
        throw new IOException(
            "waiting for %s, nothing new for %d s: %d images have one"
                .formatted(what, patience.toSeconds(), masks.size()));
      }
      wait(millis);
    }
  }

  @Override
  public void close() {
    tail.close();
  }

  private synchronized void take(LogRecord record, Instant now) {
    LogTail.Partition partition =
        new LogTail.Partition(record.origin().topic(), record.origin().partition());
    positions.put(partition, record.origin().offset() + 1);
    try {
      Delivery delivery = events.decode(record);
      if (delivery.event() instanceof MaskPredicted mask) {
        told++;
        byWorker.merge(mask.worker(), 1, Integer::sum);
        masks.merge(
            mask.image(), new Told(1, record.at(), now), (earlier, later) -> earlier.again());
      } else if (delivery.event() instanceof DeadLettered letter) {
        letter.image().ifPresent(image -> givenUp.put(letter.origin(), image));
      } else if (delivery.event() instanceof DeadLetterDecided decided
          && decided.decision() == DeadLetterDecided.Decision.REPLAYED) {
        givenUp.remove(decided.origin());
      }
    } catch (RefusedException e) {
      throw new IllegalStateException("not an event of Nevus at " + record.origin(), e);
    }
    notifyAll();
  }

  private synchronized Map<LogTail.Partition, Long> positions() {
    return Map.copyOf(positions);
  }

  private final class Reader implements LogTail.Reader {
    @Override
    public Map<LogTail.Partition, Long> positions() {
      return MaskTally.this.positions();
    }

    @Override
    public void take(List<LogRecord> records) {
      Instant now = clock.instant();
      records.forEach(record -> MaskTally.this.take(record, now));
    }
  }
}
