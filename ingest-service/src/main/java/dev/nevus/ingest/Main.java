package dev.nevus.ingest;

import dev.nevus.event.EventCodec;
import dev.nevus.eventlog.DeadLetters;
import dev.nevus.eventlog.EventLog;
import dev.nevus.eventlog.LogTail;
import dev.nevus.eventlog.RecordLog;
import dev.nevus.eventlog.RecordSubscription;
import dev.nevus.eventlog.Topic;
import dev.nevus.eventlog.kafka.KafkaEvents;
import dev.nevus.eventlog.kafka.KafkaLogTail;
import dev.nevus.eventlog.kafka.KafkaRecordLog;
import dev.nevus.eventlog.kafka.KafkaRecordSubscription;
import dev.nevus.eventlog.kafka.KafkaWorkWatch;
import dev.nevus.eventlog.kafka.WorkGroup;
import dev.nevus.image.ImageInspector;
import dev.nevus.ingest.catalog.Catalog;
import dev.nevus.ingest.catalog.CatalogProjection;
import dev.nevus.ingest.catalog.CatalogReading;
import dev.nevus.ingest.catalog.Database;
import dev.nevus.ingest.catalog.IdempotencyKeys;
import dev.nevus.ingest.http.Api;
import dev.nevus.ingest.http.HttpDoor;
import dev.nevus.ingest.inbound.InboundImages;
import dev.nevus.ingest.inbound.ReferencedImages;
import dev.nevus.ingest.signals.MaskFlow;
import dev.nevus.ingest.signals.WorkSignals;
import dev.nevus.lifecycle.DiskSpace;
import dev.nevus.lifecycle.Health;
import dev.nevus.lifecycle.Shutdown;
import dev.nevus.lifecycle.Telemetry;
import dev.nevus.settings.Settings;
import dev.nevus.store.ObjectStore;
import io.micrometer.core.instrument.Gauge;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The ingest service as a process. The only place that knows how its parts are put together. */
public final class Main {
  private static final Logger LOG = LoggerFactory.getLogger(Main.class);
  private static final String SERVICE = "ingest-service";
  private static final Duration STOP = Duration.ofSeconds(60);
  private static final Duration HEALTH_FRESH = Duration.ofSeconds(5);

  private static final Duration SIGNALS_EVERY = Duration.ofSeconds(5);

  private Main() {}

  /** Serves until SIGTERM; exit code 1 if it could not start. */
  public static void main(String[] args) {
    serveUntilStopped(new Connections());
  }

  /** The same with other ways to its neighbours. */
  static void serveUntilStopped(Connections connections) {
    Shutdown shutdown = Shutdown.onSignal(STOP);
    try {
      run(IngestConfig.from(new Settings(System.getenv())), connections, shutdown);
      shutdown.finished();
    } catch (Exception e) {
      // The one place where whatever kept the service from running is told; nothing is under way
      // any more.
      LOG.error("The ingest service could not run", e);
      shutdown.finished();
      System.exit(1);
    }
  }

  /** Opens from the neighbours to the doors, so that closing goes from the doors inwards. */
  private static void run(IngestConfig config, Connections connections, Shutdown shutdown)
      throws Exception {
    Clock clock = connections.clock();
    KafkaEvents events = new KafkaEvents(new EventCodec(SERVICE));
    try (Telemetry telemetry = new Telemetry(SERVICE);
        ObjectStore store = connections.store(config.store());
        ReferencedImages references =
            ReferencedImages.open(config.store(), config.inboundBuckets());
        EventLog log = connections.log(config.kafka(), events, telemetry.registry());
        RecordLog records = new KafkaRecordLog(config.kafka());
        FirstLook look = new FirstLook(log);
        Database database = Database.open(config.catalog());
        LogTail tail = new KafkaLogTail(config.kafka());
        LogTail masks = KafkaLogTail.fromTheEnd(config.kafka());
        WorkSignals signals = watching(config, masks, events, clock)) {
      look.start();
      CatalogProjection projection =
          new CatalogProjection(database, events, telemetry, config.catalog().start());
      tail.start(CatalogProjection.TOPICS, projection);
      Gauge.builder("nevus.catalog.behind", tail, t -> t.behind().orElse(-1))
          .description("Records that the catalog has not read yet; -1 before the first look")
          .register(telemetry.registry());
      signals.start(telemetry.registry(), SIGNALS_EVERY);
      DiskSpace disk = disk(config);
      CatalogReading reading = new CatalogReading(projection, tail::behind);
      serve(
          config,
          new Neighbours(
              telemetry, store, references, log, records, database, reading, disk, signals, clock),
          shutdown);
    }
  }

  private static DiskSpace disk(IngestConfig config) {
    Set<Path> folders = new HashSet<>(config.disk().folders());
    config.catalog().folder().ifPresent(folders::add);
    return new DiskSpace(folders, config.disk().leastBytes(), DiskSpace.OF_DISK, Clock.systemUTC());
  }

  /** Both groups of workers, and the masks that they make from now on. */
  private static WorkSignals watching(
      IngestConfig config, LogTail masks, KafkaEvents events, Clock clock) {
    MaskFlow flow = new MaskFlow(events, clock);
    masks.start(Set.of(Topic.MASKS_PREDICTED), flow);
    return new WorkSignals(new KafkaWorkWatch(config.kafka()), flow, clock)
        .with(config.workers(), Set.of(Topic.IMAGES_STORED))
        .with(
            WorkGroup.requests(config.workers()),
            Set.of(Topic.IMAGES_BACKLOG, Topic.SEGMENTATIONS_REQUESTED));
  }

  private record Neighbours(
      Telemetry telemetry,
      ObjectStore store,
      ReferencedImages references,
      EventLog log,
      RecordLog records,
      Database database,
      CatalogReading reading,
      DiskSpace disk,
      WorkSignals signals,
      Clock clock) {}

  private static void serve(IngestConfig config, Neighbours with, Shutdown shutdown)
      throws InterruptedException {
    Clock clock = with.clock();
    ImageInspector inspector = new ImageInspector(config.limits());
    IdempotencyKeys keys = new IdempotencyKeys(with.database(), clock);
    IngestImage ingest =
        new IngestImage(
            with.store(),
            with.log(),
            new Admission(inspector, keys, new LiveQuotas(config.quota(), clock), with.disk()),
            with.telemetry(),
            clock);
    try (RecordSubscription inbound =
            new KafkaRecordSubscription(
                config.kafka(),
                InboundImages.GROUP,
                Topic.IMAGES_INBOUND,
                with.telemetry().registry());
        HttpDoor door = HttpDoor.open(config.http(), api(config, with, ingest, inspector))) {
      DeadLetters deadLetters =
          new DeadLetters(with.store(), with.log(), clock, with.telemetry().registry());
      inbound.start(
          new InboundImages(ingest, inspector, with.references(), deadLetters, with.telemetry()));
      LOG.atInfo().addKeyValue("address", door.address()).log("Ingest service ready");
      System.out.println("READY " + door.address());
      shutdown.await();
    }
  }

  private static Api api(
      IngestConfig config, Neighbours with, IngestImage ingest, ImageInspector inspector) {
    Clock clock = with.clock();
    Catalog catalog = new Catalog(with.database());
    Health health =
        new Health(clock, HEALTH_FRESH)
            .with("store", with.store()::check)
            .with("log", with.log()::check)
            .with("catalog", catalog::check)
            .with("disk", with.disk()::check);
    Api.Parts parts =
        new Api.Parts(
            with.store(),
            with.log(),
            with.records(),
            catalog,
            with.reading(),
            config.signing(),
            with.telemetry(),
            health,
            clock);
    return new Api(parts, ingest, inspector, with.signals()::report, config.http());
  }
}
