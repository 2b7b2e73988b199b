package dev.nevus.standalone.ledger;

import dev.nevus.event.DeadLettered;
import dev.nevus.event.Event;
import dev.nevus.event.ImageMetadata;
import dev.nevus.event.ImageStored;
import dev.nevus.event.LabelAccepted;
import dev.nevus.event.MaskPredicted;
import dev.nevus.event.ModelNominated;
import dev.nevus.event.Origin;
import dev.nevus.event.Urgency;
import dev.nevus.eventlog.FinishedWork;
import dev.nevus.eventlog.LogTail.Partition;
import dev.nevus.eventlog.Topic;
import dev.nevus.image.ImageId;
import dev.nevus.mask.LesionMeasures;
import dev.nevus.model.ModelId;
import dev.nevus.store.InMemoryObjectStore;
import dev.nevus.store.Keys;
import dev.nevus.store.ObjectKey;
import dev.nevus.store.Sha256;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/** What a log and a bucket hold, put together by a test. */
final class History {
  static final Instant AT = Instant.parse("2026-11-23T00:00:00Z");
  static final ModelId CHAMPION = new ModelId("20261123T041500Z-9f2c01ab");
  static final ModelId OTHER = new ModelId("20261124T041500Z-00000001");
  static final ModelId CANDIDATE = new ModelId("20261125T041500Z-00000002");

  private static final int PARTITIONS = 3;

  final Map<Origin, Event> events = new HashMap<>();
  final Set<Origin> finished = new HashSet<>();
  final InMemoryObjectStore store = new InMemoryObjectStore();
  private final Map<Partition, Long> ends = new HashMap<>();
  private Instant oldBefore = Instant.MAX;

  static ImageId image(int number) {
    return ImageId.of(content(number));
  }

  static byte[] content(int number) {
    return ("image " + number).getBytes(StandardCharsets.UTF_8);
  }

  /** Everything in the bucket is younger than the grace. */
  void isYoung() {
    oldBefore = Instant.MIN;
  }

  Origin accept(int number, Urgency urgency) {
    ImageId image = image(number);
    return tell(
        new ImageStored(
            image,
            Keys.original(image),
            "image/png",
            content(number).length,
            16,
            16,
            ImageMetadata.NONE,
            Optional.of(urgency),
            AT));
  }

  /** The workers are done with it. */
  Origin finish(Origin accept) {
    finished.add(accept);
    return accept;
  }

  Origin letter(Optional<ImageId> image, Origin of, int attempts) {
    return tell(
        new DeadLettered(image, "corrupt-image", "It broke.", of, attempts, Optional.empty(), AT));
  }

  Origin mask(ImageId image, ModelId model, String worker) {
    return tell(mask(model, image, worker));
  }

  static MaskPredicted mask(ModelId model, ImageId image, String worker) {
    return new MaskPredicted(
        image, model, Keys.mask(model, image), 1, 1, NOTHING, TIMINGS, worker, AT);
  }

  Origin label(ImageId image, int number, String sha256, String annotator) {
    return tell(
        new LabelAccepted(
            image, number, Keys.label(image, sha256), annotator, Optional.empty(), AT));
  }

  void nominate(ModelId model) {
    tell(new ModelNominated(model, 1, "tester", "because", AT));
  }

  Origin tell(Event event) {
    Partition partition =
        new Partition(
            Topic.of(event).topicName(), Math.floorMod(event.key().hashCode(), PARTITIONS));
    long offset = ends.merge(partition, 1L, Long::sum) - 1;
    Origin origin = new Origin(partition.topic(), partition.number(), offset);
    events.put(origin, event);
    return origin;
  }

  void put(ObjectKey key, byte[] content) throws Exception {
    store.put(key, content, "application/octet-stream");
  }

  /** Stored and announced; the workers have it before them. */
  Origin accepted(int number) throws Exception {
    put(Keys.original(image(number)), content(number));
    return accept(number, Urgency.LIVE);
  }

  /** With the champion's mask. */
  ImageId masked(int number) throws Exception {
    finish(accepted(number));
    masked(image(number), CHAMPION, "worker-1");
    return image(number);
  }

  /** Stored and told. */
  void masked(ImageId image, ModelId model, String worker) throws Exception {
    stored(image, model);
    mask(image, model, worker);
  }

  /** A mask and its record in the bucket, told to nobody. */
  void stored(ImageId image, ModelId model) throws Exception {
    put(Keys.mask(model, image), new byte[1]);
    put(Keys.result(model, image), new byte[1]);
  }

  /** A label in the bucket and on the log. */
  void labelled(ImageId image, int number, String text) throws Exception {
    byte[] png = text.getBytes(StandardCharsets.UTF_8);
    put(Keys.label(image, Sha256.of(png)), png);
    put(Keys.labelRecord(image, number), new byte[1]);
    label(image, number, Sha256.of(png), "somebody");
  }

  /** What the ledger makes of it, read in a random order but for that of partitions. */
  LedgerSums sums(Path work, int largestSorted, List<Entry> orphans) throws Exception {
    try (Ledger ledger = Ledger.on(Spill.in(work, largestSorted));
        DigestCheck digests = new DigestCheck(store, Digests.ALL, ledger.tally())) {
      LogReading reading = new LogReading(finishedWork(), ledger);
      for (Map.Entry<Origin, Event> event : events.entrySet()) {
        reading.add(event.getValue(), event.getKey());
      }
      for (Threads.Step step : new BucketReading(store, oldBefore, ledger, digests).steps()) {
        step.run();
      }
      digests.finish();
      ledger.judge(orphans::add);
      return ledger.tally().sums(List.of());
    }
  }

  LedgerSums sums(Path work) throws Exception {
    return sums(work, Spill.LARGEST_SORTED, new ArrayList<>());
  }

  private FinishedWork finishedWork() {
    Map<Partition, FinishedWork.Finished> partitions = new HashMap<>();
    ends.forEach(
        (partition, end) -> {
          Set<Long> unfinished = new LinkedHashSet<>();
          for (long offset = 0; offset < end; offset++) {
            if (!finished.contains(new Origin(partition.topic(), partition.number(), offset))) {
              unfinished.add(offset);
            }
          }
          partitions.put(partition, new FinishedWork.Finished(end, unfinished));
        });
    return new FinishedWork(partitions);
  }

  private static final MaskPredicted.Timings TIMINGS = new MaskPredicted.Timings(0, 0, 0, 0, 0, 0);
  private static final LesionMeasures NOTHING =
      new LesionMeasures(
          0,
          0,
          new LesionMeasures.Box(0, 0, 0, 0),
          0,
          0,
          0,
          OptionalDouble.empty(),
          OptionalDouble.empty(),
          0,
          0,
          0,
          0,
          0,
          0,
          Set.of());
}
