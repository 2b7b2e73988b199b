package dev.nevus.ingest;

import dev.nevus.SetClock;
import dev.nevus.event.Correlation;
import dev.nevus.event.Event;
import dev.nevus.event.MaskPredicted;
import dev.nevus.eventlog.InMemoryEventLog;
import dev.nevus.eventlog.InMemoryRecordLog;
import dev.nevus.eventlog.InMemoryWorkWatch;
import dev.nevus.eventlog.Topic;
import dev.nevus.image.ImageId;
import dev.nevus.image.ImageInspector;
import dev.nevus.image.ImageLimits;
import dev.nevus.ingest.catalog.Catalog;
import dev.nevus.ingest.catalog.CatalogConfig;
import dev.nevus.ingest.catalog.CatalogProjection;
import dev.nevus.ingest.catalog.CatalogReading;
import dev.nevus.ingest.catalog.Database;
import dev.nevus.ingest.catalog.IdempotencyKeys;
import dev.nevus.ingest.http.Api;
import dev.nevus.ingest.http.HttpConfig;
import dev.nevus.ingest.http.HttpDoor;
import dev.nevus.ingest.http.Pace;
import dev.nevus.ingest.signals.MaskFlow;
import dev.nevus.ingest.signals.WorkSignals;
import dev.nevus.lifecycle.DiskSpace;
import dev.nevus.lifecycle.Health;
import dev.nevus.lifecycle.Telemetry;
import dev.nevus.model.BareModel;
import dev.nevus.model.Choice;
import dev.nevus.model.Decision;
import dev.nevus.model.ModelId;
import dev.nevus.model.Signing;
import dev.nevus.model.StoredModelRegistry;
import dev.nevus.store.InMemoryObjectStore;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The service with a real HTTP server and a real catalog, on a store and a log in memory. The
 * catalog trails until {@link #project} is called.
 */
public final class IngestWorld implements AutoCloseable {
  /** Small, so that tests reach them. */
  public static final ImageLimits LIMITS = new ImageLimits(200_000, 1_000_000, 5_000, 16);

  /** More live images a source than most tests send, and none anew while a test runs. */
  public static final LiveQuota QUOTA = new LiveQuota(1, 20);

  /** At once; few, so that a test can have them all. */
  public static final int CONNECTIONS = 20;

  /** Impatient, so that tests are not. */
  public static final Pace PACE = new Pace(Duration.ofSeconds(2), 1_000, Duration.ofSeconds(30));

  private final SetClock diskClock = new SetClock(Instant.EPOCH);
  private final AtomicLong free = new AtomicLong(1_000);
  private final DiskSpace disk =
      new DiskSpace(Set.of(Path.of("data")), 100, folder -> free.get(), diskClock);
  public final InMemoryObjectStore store = new InMemoryObjectStore();
  public final InMemoryEventLog log = new InMemoryEventLog();
  public final InMemoryRecordLog records = new InMemoryRecordLog(Clock.systemUTC());
  public final Telemetry telemetry = new Telemetry("ingest-service");
  public final Database database = Database.open(catalogInMemory());
  public final StoredModelRegistry models =
      new StoredModelRegistry(store, Clock.systemUTC(), Signing.NONE);
  public final ImageInspector inspector = new ImageInspector(LIMITS);
  public final IngestImage ingest;
  public final InMemoryWorkWatch watch = new InMemoryWorkWatch();
  public final WorkSignals signals;
  public final Api api;
  public final HttpDoor door;
  public final HttpClientOf http;

  private final ToldLog told = new ToldLog();
  private final CatalogProjection projection =
      new CatalogProjection(database, told, telemetry, CatalogConfig.Start.RESUME);
  private int projected;

  /** A world that asks for no signatures. */
  public IngestWorld() {
    this(Signing.NONE);
  }

  public IngestWorld(Signing signing) {
    Clock clock = Clock.systemUTC();
    this.ingest =
        new IngestImage(
            store,
            log,
            new Admission(
                inspector,
                new IdempotencyKeys(database, clock),
                new LiveQuotas(QUOTA, clock),
                disk),
            telemetry,
            clock);
    Catalog catalog = new Catalog(database);
    Health health =
        new Health(clock, Duration.ofNanos(1))
            .with("store", store::check)
            .with("log", log::check)
            .with("catalog", catalog::check)
            .with("disk", disk::check);
    HttpConfig config =
        new HttpConfig("127.0.0.1", 0, 2 * LIMITS.maxBytes(), 50, CONNECTIONS, PACE);
    CatalogReading reading =
        new CatalogReading(
            projection, () -> OptionalLong.of(log.published().size() - (long) projected));
    Api.Parts parts =
        new Api.Parts(store, log, records, catalog, reading, signing, telemetry, health, clock);
    this.signals =
        new WorkSignals(watch, new MaskFlow(told, clock), clock)
            .with("nevus-workers", Set.of(Topic.IMAGES_STORED));
    this.api = new Api(parts, ingest, inspector, signals::report, config);
    this.door = HttpDoor.open(config, api);
    this.http = new HttpClientOf(door.address());
  }

  /** Lets the watched disk have so much room. */
  public void leaveOnDisk(long bytes) {
    free.set(bytes);
    diskClock.pass(Duration.ofMinutes(1));
  }

  /** An H2 database of its own that lives as long as this process. */
  public static CatalogConfig catalogInMemory() {
    return new CatalogConfig(
        "jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1",
        "",
        "",
        CatalogConfig.Start.RESUME);
  }

  /** Lets the catalog catch up with the log, from the beginning where it was emptied. */
  public void project() throws IOException {
    if (projection.positions().isEmpty()) {
      projected = 0;
    }
    List<InMemoryEventLog.Published> all = log.published();
    for (InMemoryEventLog.Published published : all.subList(projected, all.size())) {
      projection.take(List.of(told.tell(published.event(), published.correlation())));
    }
    projected = all.size();
  }

  /** Something that another service told, known to the catalog at once. */
  public void hear(Event event) throws IOException {
    project();
    hearAhead(event);
  }

  /** The same, ahead of what the catalog has not caught up with yet. */
  public void hearAhead(Event event) throws IOException {
    projection.positions();
    projection.take(List.of(told.tell(event, Correlation.NONE)));
  }

  /** Lets an image be accepted and segmented by a model, whose mask is that of the drawing. */
  public ImageId segmented(long seed, ModelId model) throws IOException, InterruptedException {
    byte[] jpeg = Drawings.jpeg(seed);
    http.upload(jpeg);
    ImageId image = ImageId.of(jpeg);
    predict(image, model, Drawings.mask(seed), Facts.NOON);
    return image;
  }

  /** Lets a model be published, and serve from now on. */
  public ModelId promote(String text) throws IOException {
    Decision made = promoteUnheard(text);
    hear(Facts.promoted(made.model(), made.number()));
    return made.model();
  }

  /** The same, but the log has not told it. */
  public Decision promoteUnheard(String text) throws IOException {
    BareModel model = BareModel.of(text);
    models.publish(model.manifest(), model.files());
    return models.decide(Choice.of(Decision.Kind.PROMOTED, model.id(), "gate", "better"));
  }

  /** Lets a model make this mask of an image. */
  public void predict(ImageId image, ModelId model, byte[] png, Instant at) throws IOException {
    MaskPredicted fact = Facts.mask(image, model, at);
    store.put(fact.mask(), png, "image/png");
    hear(fact);
  }

  @Override
  public void close() {
    door.close();
    signals.close();
    database.close();
    telemetry.close();
  }
}
