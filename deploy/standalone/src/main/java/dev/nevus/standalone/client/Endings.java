package dev.nevus.standalone.client;

import dev.nevus.event.DeadLettered;
import dev.nevus.event.EventCodec;
import dev.nevus.event.MaskPredicted;
import dev.nevus.eventlog.Delivery;
import dev.nevus.eventlog.LogRecord;
import dev.nevus.eventlog.LogTail;
import dev.nevus.eventlog.Topic;
import dev.nevus.eventlog.kafka.KafkaConfig;
import dev.nevus.eventlog.kafka.KafkaEvents;
import dev.nevus.eventlog.kafka.KafkaLogTail;
import dev.nevus.image.ImageId;
import dev.nevus.image.RefusedException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Listens to the log for the ends of images. Safe for many threads. */
public final class Endings implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Endings.class);

  private final KafkaEvents events = new KafkaEvents(new EventCodec("client"));
  private final List<Ending> seen = new ArrayList<>();
  private final Clock clock;
  private final KafkaLogTail tail;

  /** Begins to listen, from the log's beginning. */
  public Endings(String bootstrap, Clock clock) {
    this.clock = clock;
    this.tail = new KafkaLogTail(KafkaConfig.plain(bootstrap));
    tail.start(Set.of(Topic.MASKS_PREDICTED, Topic.DEAD_LETTERS), new Reader());
  }

  /** All ends told so far, in the order in which they were seen. */
  public synchronized List<Ending> all() {
    return List.copyOf(seen);
  }

  /** Waits for the end of this image, but not longer than {@code patience}. */
  public synchronized Optional<Ending> await(ImageId image, Duration patience)
      throws InterruptedException {
    long until = System.nanoTime() + patience.toNanos();
    while (true) {
      Optional<Ending> end = seen.stream().filter(ending -> isOf(image, ending)).findFirst();
      long millis = (until - System.nanoTime()) / 1_000_000;
      if (end.isPresent() || millis <= 0) {
        return end;
      }
      wait(millis);
    }
  }

  @Override
  public void close() {
    tail.close();
  }

  private static boolean isOf(ImageId image, Ending ending) {
    if (ending instanceof Ending.Segmented segmented) {
      return segmented.mask().image().equals(image);
    }
    // A record that never became an image is told apart by the digest that names its bytes.
    DeadLettered letter = ((Ending.GivenUp) ending).letter();
    return letter.image().equals(Optional.of(image))
        || letter.content().filter(content -> content.path().endsWith("/" + image)).isPresent();
  }

  private synchronized void add(Delivery delivery) {
    if (delivery.event() instanceof MaskPredicted mask) {
      seen.add(new Ending.Segmented(mask, delivery.correlation(), clock.instant()));
    } else if (delivery.event() instanceof DeadLettered letter) {
      seen.add(new Ending.GivenUp(letter, delivery.correlation(), clock.instant()));
    }
    notifyAll();
  }

  private final class Reader implements LogTail.Reader {
    @Override
    public Map<LogTail.Partition, Long> positions() {
      return Map.of();
    }

    @Override
    public void take(List<LogRecord> records) {
      for (LogRecord record : records) {
        try {
          add(events.decode(record));
        } catch (RefusedException e) {
          LOG.atWarn().addKeyValue("origin", record.origin()).log("not an event of Nevus");
        }
      }
    }
  }
}
