package dev.nevus.standalone.ledger;

import dev.nevus.event.Correlation;
import dev.nevus.event.EventCodec;
import dev.nevus.event.EventJson;
import dev.nevus.event.ImageStored;
import dev.nevus.event.MaskPredicted;
import dev.nevus.eventlog.Delivery;
import dev.nevus.eventlog.GivingUp;
import dev.nevus.eventlog.Topic;
import dev.nevus.eventlog.Verdict;
import dev.nevus.eventlog.WorkQueue;
import dev.nevus.eventlog.kafka.KafkaEventLog;
import dev.nevus.eventlog.kafka.KafkaEvents;
import dev.nevus.eventlog.kafka.KafkaWorkQueues;
import dev.nevus.eventlog.kafka.WorkGroup;
import dev.nevus.eventlog.kafka.WorkQueueKind;
import dev.nevus.image.ImageId;
import dev.nevus.image.Refusal;
import dev.nevus.mask.DrawnLesion;
import dev.nevus.mask.DrawnLesions;
import dev.nevus.model.ModelId;
import dev.nevus.standalone.models.RunningNevus;
import dev.nevus.store.Keys;
import dev.nevus.store.ObjectStore;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Workers of both groups as brokers and store see them, in this process; they store and tell a mask
 * that is always the same, refuse what they are told to, and forget what they should not.
 */
public final class StubbornWorkers implements AutoCloseable {
  public static final ModelId MODEL = History.CHAMPION;
  public static final String NAME = "stubborn";

  private final ObjectStore store;
  private final KafkaEventLog log;
  private final WorkQueue live;
  private final WorkQueue behind;
  private final Set<ImageId> refused = ConcurrentHashMap.newKeySet();
  private final Set<ImageId> forgotten = ConcurrentHashMap.newKeySet();

  private StubbornWorkers(RunningNevus nevus, ObjectStore store) {
    this.store = store;
    KafkaEvents events = new KafkaEvents(new EventCodec("test"));
    SimpleMeterRegistry registry = new SimpleMeterRegistry();
    this.log = new KafkaEventLog(nevus.kafka(), events, registry);
    KafkaWorkQueues queues =
        new KafkaWorkQueues(
            nevus.kafka(), events, GivingUp.in(store, log, Clock.systemUTC(), registry), registry);
    WorkGroup group =
        new WorkGroup(
            WorkGroup.WORKERS,
            1,
            Duration.ofSeconds(30),
            3,
            Duration.ofSeconds(5),
            WorkQueueKind.SHARE_GROUP);
    this.live = queues.open(group, Set.of(Topic.IMAGES_STORED));
    this.behind = queues.open(group.behind(), Set.of(Topic.IMAGES_BACKLOG));
  }

  /** At work on their own threads when this returns. */
  public static StubbornWorkers start(RunningNevus nevus, ObjectStore store) {
    StubbornWorkers workers = new StubbornWorkers(nevus, store);
    workers.live.start(workers::handle);
    workers.behind.start(workers::handle);
    return workers;
  }

  /** A small image of its own for each number. */
  public static byte[] drawn(int number) {
    try (DrawnLesion lesion = DrawnLesions.draw(new DrawnLesions.Scene(64, 48, 0, false), number)) {
      return lesion.png();
    }
  }

  /** From now on the image becomes a dead letter. */
  public void refuse(ImageId image) {
    refused.add(image);
  }

  /** From now on the image is said to be done, and nothing is. */
  public void forget(ImageId image) {
    forgotten.add(image);
  }

  /** Ends {@link #forget}. */
  public void remember(ImageId image) {
    forgotten.remove(image);
  }

  /** Tells the mask of an image once more. */
  public void tellAgain(ImageId image, String worker) throws IOException, InterruptedException {
    log.publish(mask(MODEL, image, worker), Correlation.NONE);
  }

  public static MaskPredicted mask(ModelId model, ImageId image, String worker) {
    return History.mask(model, image, worker);
  }

  private Verdict handle(Delivery delivery) throws IOException, InterruptedException {
    ImageId image = ((ImageStored) delivery.event()).image();
    if (refused.contains(image)) {
      return new Verdict.Rejected(new Refusal(Refusal.Code.CORRUPT_IMAGE, "It is broken."));
    }
    if (!forgotten.contains(image)) {
      MaskPredicted fact = mask(MODEL, image, NAME);
      store.putIfAbsent(fact.mask(), new byte[] {1}, "image/png");
      store.putIfAbsent(Keys.result(MODEL, image), EventJson.toJson(fact), "application/json");
      log.publish(fact, Correlation.NONE);
    }
    return Verdict.DONE;
  }

  @Override
  public void close() {
    live.close();
    behind.close();
    log.close();
  }
}
