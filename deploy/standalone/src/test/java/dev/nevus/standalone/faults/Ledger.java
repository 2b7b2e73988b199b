package dev.nevus.standalone.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.nevus.event.DeadLettered;
import dev.nevus.event.Event;
import dev.nevus.event.EventJson;
import dev.nevus.event.ImageStored;
import dev.nevus.event.MaskPredicted;
import dev.nevus.eventlog.EventLogException;
import dev.nevus.eventlog.Topic;
import dev.nevus.eventlog.WorkWatch;
import dev.nevus.eventlog.kafka.KafkaWorkWatch;
import dev.nevus.eventlog.kafka.WorkGroup;
import dev.nevus.image.ImageId;
import dev.nevus.model.ModelId;
import dev.nevus.standalone.client.LogListener;
import dev.nevus.standalone.ledger.LedgerOptions;
import dev.nevus.standalone.ledger.LedgerSums;
import dev.nevus.standalone.ledger.LedgerVerification;
import dev.nevus.standalone.models.RunningNevus;
import dev.nevus.store.Keys;
import dev.nevus.store.ObjectKey;
import dev.nevus.store.ObjectStore;
import dev.nevus.store.s3.S3ObjectStore;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What became of every image, from the log and the bucket alone, read once nothing is under way any
 * more: counted here in the simplest way, and by {@code ledger verify} beside it. For one thread.
 */
final class Ledger {
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final Set<ImageId> announced = new HashSet<>();
  private final Map<ImageId, List<MaskPredicted>> masks = new HashMap<>();
  private final Map<ImageId, DeadLettered> letters = new HashMap<>();
  private final Set<ObjectKey> objects = new HashSet<>();
  private final List<String> wrong = new ArrayList<>();
  private final LedgerSums verified;
  private int repeated;

  private Ledger(LedgerSums verified) {
    this.verified = verified;
  }

  /**
   * Waits until the workers have nothing left to do, and reads.
   *
   * @param patience with them
   */
  static Ledger whenDone(RunningNevus nevus, Duration patience) throws Exception {
    awaitDone(nevus, patience);
    try (ObjectStore store = new S3ObjectStore(nevus.store());
        LogListener log =
            new LogListener(
                nevus.kafka(),
                Set.of(
                    Topic.IMAGES_STORED,
                    Topic.IMAGES_BACKLOG,
                    Topic.MASKS_PREDICTED,
                    Topic.DEAD_LETTERS),
                Clock.systemUTC())) {
      log.awaitEnd(PATIENCE);
      LedgerSums verified = LedgerVerification.of(nevus, LedgerOptions.DEFAULT).run();
      // Whatever fails from here on, this was found.
      System.out.println("ledger verify: " + verified.json());
      Ledger ledger = new Ledger(verified);
      log.all().forEach(heard -> ledger.add(heard.delivery().event()));
      ledger.look(store);
      return ledger;
    }
  }

  /** Records in a worker's hands are not done: what a late worker adds has come by then. */
  static void awaitDone(RunningNevus nevus, Duration patience) {
    try (WorkWatch watch = new KafkaWorkWatch(nevus.kafka())) {
      await()
          .atMost(patience)
          .pollInterval(Duration.ofMillis(200))
          .ignoreException(EventLogException.class)
          .until(() -> waiting(watch) == 0);
    }
  }

  /** What was pushed onto the log counts as accepted before ingest has read it. */
  static void awaitAnnounced(RunningNevus nevus, Set<ImageId> images, Duration patience)
      throws Exception {
    Set<ImageId> missing = new HashSet<>(images);
    try (LogListener log =
        new LogListener(
            nevus.kafka(), Set.of(Topic.IMAGES_STORED, Topic.IMAGES_BACKLOG), Clock.systemUTC())) {
      Optional<Boolean> all =
          log.await(
              heard -> {
                heard.forEach(
                    each -> {
                      if (each.delivery().event() instanceof ImageStored stored) {
                        missing.remove(stored.image());
                      }
                    });
                return missing.isEmpty() ? Optional.of(true) : Optional.empty();
              },
              patience);
      assertThat(all).as("pushed and never announced: " + missing).isPresent();
    }
  }

  private static long waiting(WorkWatch watch) throws Exception {
    return watch.look(WorkGroup.WORKERS, Set.of(Topic.IMAGES_STORED)).records()
        + watch.look(WorkGroup.requests(WorkGroup.WORKERS), Set.of(Topic.IMAGES_BACKLOG)).records();
  }

  private void add(Event event) {
    if (event instanceof ImageStored stored) {
      announced.add(stored.image());
    } else if (event instanceof MaskPredicted mask) {
      List<MaskPredicted> told = masks.computeIfAbsent(mask.image(), id -> new ArrayList<>());
      if (told.contains(mask)) {
        repeated++;
      } else {
        told.add(mask);
      }
    } else if (event instanceof DeadLettered dead) {
      dead.image().ifPresent(image -> letters.putIfAbsent(image, dead));
    }
  }

  /** One by one: the embedded store takes too long to list a bucket of many thousands at once. */
  private void look(ObjectStore store) throws Exception {
    for (ImageId image : announced) {
      look(Keys.original(image), store);
    }
    for (List<MaskPredicted> told : masks.values()) {
      look(told.get(0).mask(), store);
      compare(told.get(0), store);
    }
  }

  private void look(ObjectKey key, ObjectStore store) throws Exception {
    if (store.size(key).isPresent()) {
      objects.add(key);
    }
  }

  /** The bucket says what the log says. */
  private void compare(MaskPredicted told, ObjectStore store) throws Exception {
    byte[] kept = store.get(Keys.result(told.model(), told.image()));
    if (!EventJson.fromJson(kept, MaskPredicted.class).equals(told)) {
      wrong.add("bucket and log differ: " + told.id());
    }
  }

  /**
   * All of these, and all that were announced, have exactly one end.
   *
   * @return what there was, for people
   */
  String assertEachHasOneEnd(Set<ImageId> accepted) {
    Set<ImageId> all = new HashSet<>(announced);
    all.addAll(accepted);
    Set<ImageId> unannounced = new HashSet<>(accepted);
    unannounced.removeAll(announced);
    Set<ImageId> lost = new HashSet<>(all);
    lost.removeAll(masks.keySet());
    lost.removeAll(letters.keySet());
    List<String> twice = new ArrayList<>();
    masks.forEach(
        (image, told) -> {
          if (told.size() > 1 || letters.containsKey(image)) {
            twice.add(told + " and " + letters.get(image));
          }
        });
    all.stream()
        .filter(image -> !objects.contains(Keys.original(image)))
        .forEach(image -> wrong.add("no original: " + image));
    for (List<MaskPredicted> told : masks.values()) {
      if (!objects.contains(told.get(0).mask())) {
        wrong.add("no mask: " + told.get(0).id());
      }
    }
    assertThat(unannounced).as("accepted and not announced").isEmpty();
    assertThat(lost).as("lost").isEmpty();
    assertThat(twice).as("with two ends").isEmpty();
    assertThat(wrong).isEmpty();
    assertThat(verified.isClean()).as(verified.json() + " " + verified.examples()).isTrue();
    assertThat(verified.accepted()).isEqualTo(announced.size());
    assertThat(verified.masks()).isEqualTo(masks.size());
    assertThat(verified.deadLetters()).isEqualTo(announced.size() - masks.size());
    return "%d accepted, %d announced, %d with a mask, %d dead-lettered, 0 lost, 0 twice, %d told again"
        .formatted(accepted.size(), announced.size(), masks.size(), letters.size(), repeated);
  }

  /** The dead letters of images. */
  Map<ImageId, DeadLettered> letters() {
    return Map.copyOf(letters);
  }

  /** Images with a mask. */
  Set<ImageId> segmented() {
    return Set.copyOf(masks.keySet());
  }

  /** Models that made masks. */
  Set<ModelId> models() {
    return masks.values().stream()
        .flatMap(List::stream)
        .map(MaskPredicted::model)
        .collect(Collectors.toSet());
  }

  /** Masks told once more in the same words. */
  int repeated() {
    return repeated;
  }
}
