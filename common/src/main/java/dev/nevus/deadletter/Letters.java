package dev.nevus.deadletter;

import dev.nevus.event.DeadLetterDecided;
import dev.nevus.event.DeadLetterDecided.Decision;
import dev.nevus.event.DeadLettered;
import dev.nevus.event.MaskPredicted;
import dev.nevus.event.Origin;
import dev.nevus.event.Replay;
import dev.nevus.eventlog.Delivery;
import dev.nevus.eventlog.EventDecoder;
import dev.nevus.eventlog.EventLogException;
import dev.nevus.eventlog.LogRecord;
import dev.nevus.eventlog.RecordLog;
import dev.nevus.eventlog.Topic;
import dev.nevus.image.ImageId;
import dev.nevus.image.RefusedException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All dead letters as the log tells them at one moment. Holds them in memory, a kilobyte or two
 * each. Immutable.
 */
public final class Letters {
  private static final Logger LOG = LoggerFactory.getLogger(Letters.class);

  /**
   * A mask may have been told before the letter of its image, where a worker died between its word
   * and the acknowledgement. One told still earlier is not found, which costs a mask made twice at
   * most.
   */
  private static final Duration BEFORE = Duration.ofDays(1);

  private static final Comparator<Letter> NEWEST_FIRST =
      Comparator.comparing((Letter letter) -> letter.fact().at())
          .thenComparing(letter -> letter.id().toString())
          .reversed();

  private final List<Letter> all;
  private final Map<Origin, Letter> byId = new HashMap<>();

  private Letters(List<Letter> letters) {
    all = letters.stream().sorted(NEWEST_FIRST).toList();
    all.forEach(letter -> byId.put(letter.id(), letter));
  }

  /**
   * Reads the dead letters, and then the masks that were told since the first one that is not
   * dropped: these alone can change what is to be done.
   *
   * @param since letters given up earlier are known, but whether a mask overtook them is not
   * @throws EventLogException if the log is away
   */
  public static Letters read(RecordLog records, EventDecoder decoder, Optional<Instant> since)
      throws EventLogException, InterruptedException {
    Told told = new Told(decoder);
    records.scan(Topic.DEAD_LETTERS, Optional.empty(), told::hear);
    Map<String, Instant> masks = new HashMap<>();
    Optional<Instant> first = told.firstInQuestion(since, masks);
    if (first.isPresent()) {
      records.scan(
          Topic.MASKS_PREDICTED,
          Optional.of(first.get().minus(BEFORE)),
          record -> told.hearMask(record, masks));
    }
    return new Letters(told.letters(masks));
  }

  /** The newest first. */
  public List<Letter> matching(LetterFilter filter) {
    return all.stream().filter(filter::matches).toList();
  }

  /** The letter of this id. */
  public Optional<Letter> find(Origin id) {
    return Optional.ofNullable(byId.get(id));
  }

  /** The letters of which this one is a second chance, the first one first. */
  public List<Letter> before(Letter letter) {
    List<Letter> before = new ArrayList<>();
    Optional<Letter> one = predecessor(letter);
    // A header that somebody forged may lead in a circle.
    while (one.isPresent() && !before.contains(one.get()) && !one.get().equals(letter)) {
      before.add(0, one.get());
      one = predecessor(one.get());
    }
    return before;
  }

  /** The letters that came of its replays. */
  public List<Letter> after(Letter letter) {
    return all.stream()
        .filter(one -> one.fact().replay().map(Replay::of).equals(Optional.of(letter.id())))
        .sorted(NEWEST_FIRST.reversed())
        .toList();
  }

  private Optional<Letter> predecessor(Letter letter) {
    return letter.fact().replay().map(Replay::of).flatMap(this::find);
  }

  /**
   * Whether a mask overtakes a letter. A request is for another mask than the one that is there:
   * only a later one is its answer.
   *
   * @param newest when the newest mask of the letter's image was made
   */
  static boolean isOvertaken(DeadLettered letter, Optional<Instant> newest) {
    boolean isRequest = letter.origin().topic().equals(Topic.SEGMENTATIONS_REQUESTED.topicName());
    return newest.map(mask -> !isRequest || !mask.isBefore(letter.at())).orElse(false);
  }

  /** What was heard so far. */
  private static final class Told {
    private final EventDecoder decoder;
    private final Map<Origin, Delivery> letters = new LinkedHashMap<>();
    private final Map<Origin, Map<String, DeadLetterDecided>> decisions = new HashMap<>();

    Told(EventDecoder decoder) {
      this.decoder = decoder;
    }

    void hear(LogRecord record) {
      Optional<Delivery> told = decoded(record);
      if (told.isEmpty()) {
        return;
      }
      if (told.get().event() instanceof DeadLettered letter) {
        // Given up twice for different reasons, the last one is what holds.
        letters.put(letter.origin(), told.get());
      } else if (told.get().event() instanceof DeadLetterDecided decided) {
        decisions
            .computeIfAbsent(decided.origin(), id -> new LinkedHashMap<>())
            .put(decided.id(), decided);
      }
    }

    /** Fills in the images whose masks are in question, without a mask so far. */
    Optional<Instant> firstInQuestion(Optional<Instant> since, Map<String, Instant> masks) {
      Optional<Instant> first = Optional.empty();
      for (Delivery told : letters.values()) {
        DeadLettered letter = (DeadLettered) told.event();
        boolean isRecent = since.map(from -> !letter.at().isBefore(from)).orElse(true);
        Optional<ImageId> image = Letter.imageOf(letter);
        if (isRecent && image.isPresent()) {
          masks.put(image.get().sha256(), Instant.MIN);
          boolean isEarlier = first.map(letter.at()::isBefore).orElse(true);
          first = isEarlier && !isDropped(letter.origin()) ? Optional.of(letter.at()) : first;
        }
      }
      return first;
    }

    /** Only those in question are decoded: there are far more masks than letters. */
    void hearMask(LogRecord record, Map<String, Instant> masks) {
      if (record.key().filter(masks::containsKey).isPresent()) {
        decoded(record)
            .map(Delivery::event)
            .filter(MaskPredicted.class::isInstance)
            .map(MaskPredicted.class::cast)
            .ifPresent(
                mask ->
                    masks.merge(mask.image().sha256(), mask.at(), (a, b) -> a.isAfter(b) ? a : b));
      }
    }

    List<Letter> letters(Map<String, Instant> masks) {
      return letters.values().stream().map(told -> letter(told, masks)).toList();
    }

    private Letter letter(Delivery told, Map<String, Instant> masks) {
      DeadLettered fact = (DeadLettered) told.event();
      Optional<Instant> newest =
          Letter.imageOf(fact)
              .map(image -> masks.getOrDefault(image.sha256(), Instant.MIN))
              .filter(Instant.MIN::isBefore);
      return new Letter(
          fact,
          told.correlation(),
          List.copyOf(decisions.getOrDefault(fact.origin(), Map.of()).values()),
          isOvertaken(fact, newest));
    }

    private boolean isDropped(Origin id) {
      return decisions.getOrDefault(id, Map.of()).values().stream()
          .max(Comparator.comparing(DeadLetterDecided::at))
          .filter(last -> last.decision() == Decision.DROPPED)
          .isPresent();
    }

    private Optional<Delivery> decoded(LogRecord record) {
      try {
        return Optional.of(decoder.decode(record));
      } catch (RefusedException e) {
        LOG.atWarn().addKeyValue("origin", record.origin()).log("not an event of this version");
        return Optional.empty();
      }
    }
  }
}
