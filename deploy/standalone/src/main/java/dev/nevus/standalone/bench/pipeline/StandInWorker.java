package dev.nevus.standalone.bench.pipeline;

import dev.nevus.event.EventCodec;
import dev.nevus.event.ImageStored;
import dev.nevus.event.MaskPredicted;
import dev.nevus.eventlog.Delivery;
import dev.nevus.eventlog.EventLog;
import dev.nevus.eventlog.GivingUp;
import dev.nevus.eventlog.Topic;
import dev.nevus.eventlog.Verdict;
import dev.nevus.eventlog.WorkQueue;
import dev.nevus.eventlog.kafka.KafkaConfig;
import dev.nevus.eventlog.kafka.KafkaEventLog;
import dev.nevus.eventlog.kafka.KafkaEvents;
import dev.nevus.eventlog.kafka.KafkaWorkQueues;
import dev.nevus.eventlog.kafka.WorkGroup;
import dev.nevus.lifecycle.Shutdown;
import dev.nevus.mask.LesionMeasures;
import dev.nevus.model.ModelId;
import dev.nevus.settings.Settings;
import dev.nevus.store.Keys;
import dev.nevus.store.ObjectStore;
import dev.nevus.store.s3.S3Config;
import dev.nevus.store.s3.S3ObjectStore;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * The process of a worker that only waits where a worker would work: what is left is what the log
 * costs. Takes records, more than it works on, and tells of masks as a worker does; stores nothing.
 */
final class StandInWorker {
  /** How long an image takes, in ISO form, for example {@code PT0.02S}. */
  static final String WORK = "NEVUS_STAND_IN_WORK";

  static final String NAME = "NEVUS_WORKER_NAME";

  private static final Duration STOP = Duration.ofSeconds(15);
  private static final ModelId MODEL = ModelId.of(Instant.EPOCH, new byte[0]);

  private final EventLog log;
  private final String name;
  private final Duration work;
  private final Semaphore cores;
  private final Clock clock = Clock.systemUTC();

  private StandInWorker(EventLog log, String name, Duration work, int cores) {
    this.log = log;
    this.name = name;
    this.work = work;
    this.cores = new Semaphore(cores, true);
  }

  /** Works until SIGTERM. */
  public static void main(String[] arguments) throws Exception {
    Shutdown shutdown = Shutdown.onSignal(STOP);
    Settings settings = new Settings(System.getenv());
    KafkaConfig kafka = KafkaConfig.from(settings);
    int cores = settings.number("NEVUS_WORK_CORES", 1, 1, 32, "images that it works on at once");
    WorkGroup group = WorkGroup.from(settings, cores);
    S3Config s3 = S3Config.from(settings);
    String name = settings.text(NAME, "stand-in", "name in each result");
    Duration work = settings.duration(WORK, Duration.ofMillis(20), "how long an image takes");
    settings.complete();
    KafkaEvents events = new KafkaEvents(new EventCodec("stand-in"));
    MeterRegistry registry = new SimpleMeterRegistry();
    Clock clock = Clock.systemUTC();
    try (ObjectStore store = new S3ObjectStore(s3);
        EventLog log = new KafkaEventLog(kafka, events, registry);
        WorkQueue queue =
            new KafkaWorkQueues(kafka, events, GivingUp.in(store, log, clock, registry), registry)
                .open(group, Set.of(Topic.IMAGES_STORED))) {
      queue.start(new StandInWorker(log, name, work, cores)::handle);
      System.out.println("READY " + name);
      shutdown.await();
    }
    shutdown.finished();
  }

  private Verdict handle(Delivery delivery) throws IOException, InterruptedException {
    if (delivery.event() instanceof ImageStored image) {
      cores.acquire();
      try {
        TimeUnit.NANOSECONDS.sleep(work.toNanos());
      } finally {
        cores.release();
      }
      log.publish(fact(image), delivery.correlation());
    }
    return Verdict.DONE;
  }

  private MaskPredicted fact(ImageStored image) {
    return new MaskPredicted(
        image.image(),
        MODEL,
        Keys.mask(MODEL, image.image()),
        image.width(),
        image.height(),
        nothingFound(),
        new MaskPredicted.Timings(0, 0, work.toNanos() / 1e6, 0, 0, 0),
        name,
        clock.instant());
  }

  private static LesionMeasures nothingFound() {
    return new LesionMeasures(
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
        Set.of(LesionMeasures.Quality.NO_LESION_FOUND));
  }
}
