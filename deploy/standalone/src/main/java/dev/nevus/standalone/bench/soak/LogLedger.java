package dev.nevus.standalone.bench.soak;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.nevus.event.DeadLettered;
import dev.nevus.event.Event;
import dev.nevus.event.EventCodec;
import dev.nevus.event.EventJson;
import dev.nevus.event.ImageStored;
import dev.nevus.event.MaskPredicted;
import dev.nevus.eventlog.LogRecord;
import dev.nevus.eventlog.LogTail;
import dev.nevus.eventlog.Topic;
import dev.nevus.eventlog.kafka.KafkaEvents;
import dev.nevus.eventlog.kafka.KafkaLogTail;
import dev.nevus.image.ImageId;
import dev.nevus.image.RefusedException;
import dev.nevus.standalone.models.RunningNevus;
import dev.nevus.store.Sha256;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * What became of every image, from the log alone: read once, from its beginning to its end. Keeps a
 * few names of each image.
 */
public final class LogLedger implements LogTail.Reader {
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final int LOOK_AGAIN_MILLIS = 20;

  private final KafkaEvents events = new KafkaEvents(new EventCodec("ledger"));
  private final Set<ImageId> announced = new HashSet<>();
  // The digest of an image's fact: who tells it again must use the same words.
  private final Map<String, String> facts = new HashMap<>();
  private final Map<ImageId, Integer> factsOf = new HashMap<>();
  private int repeated;
  private int conflicting;
  private final Set<String> deadLetters = new HashSet<>();
  private final Set<ImageId> givenUp = new HashSet<>();

  LogLedger() {}

  /**
   * The sums.
   *
   * @param announced images
   * @param withMask images with a mask
   * @param facts masks; an image that two models segmented has two
   * @param repeated facts told once more in the same words, as a second attempt does
   * @param conflicting facts told once more in other words
   * @param lost images announced without a mask or a dead letter
   * @param deadLetters images and records that were given up
   */
  @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
  public record Sums(
      int announced,
      int withMask,
      int facts,
      int repeated,
      int conflicting,
      int lost,
      int deadLetters) {
    /** Whether each image has exactly one mask. */
    public boolean isGood() {
      return withMask == announced
          && facts == announced
          && conflicting == 0
          && lost == 0
          && deadLetters == 0;
    }
  }

  /** Reads the log. */
  static Sums of(RunningNevus nevus) throws IOException, InterruptedException {
    LogLedger ledger = new LogLedger();
    try (KafkaLogTail tail = new KafkaLogTail(nevus.kafka())) {
      tail.start(
          Set.of(
              Topic.IMAGES_STORED, Topic.IMAGES_BACKLOG, Topic.MASKS_PREDICTED, Topic.DEAD_LETTERS),
          ledger);
      long until = System.nanoTime() + PATIENCE.toNanos();
      while (!tail.behind().equals(OptionalLong.of(0))) {
        if (System.nanoTime() > until) {
          throw new IOException("the log does not come to its end");
        }
        TimeUnit.MILLISECONDS.sleep(LOOK_AGAIN_MILLIS);
      }
    }
    return ledger.sums();
  }

  @Override
  public Map<LogTail.Partition, Long> positions() {
    return Map.of();
  }

  @Override
  public synchronized void take(List<LogRecord> records) {
    for (LogRecord record : records) {
      try {
        add(events.decode(record).event());
      } catch (RefusedException e) {
        throw new IllegalStateException("not an event of Nevus at " + record.origin(), e);
      }
    }
  }

  synchronized void add(Event event) {
    if (event instanceof ImageStored stored) {
      announced.add(stored.image());
    } else if (event instanceof MaskPredicted mask) {
      String words = Sha256.of(EventJson.toJson(mask));
      String before = facts.putIfAbsent(mask.id(), words);
      if (before == null) {
        factsOf.merge(mask.image(), 1, Integer::sum);
      } else if (before.equals(words)) {
        repeated++;
      } else {
        conflicting++;
      }
    } else if (event instanceof DeadLettered dead) {
      // Told twice it is one; and only an image that it names is accounted for.
      deadLetters.add(dead.id());
      dead.image().ifPresent(givenUp::add);
    }
  }

  synchronized Sums sums() {
    Set<ImageId> without = new HashSet<>(announced);
    without.removeAll(factsOf.keySet());
    without.removeAll(givenUp);
    return new Sums(
        announced.size(),
        factsOf.size(),
        facts.size(),
        repeated,
        conflicting,
        without.size(),
        deadLetters.size());
  }
}
