package dev.nevus.worker;

import dev.nevus.event.EventCodec;
import dev.nevus.eventlog.Backoff;
import dev.nevus.eventlog.DeadLetters;
import dev.nevus.eventlog.EventLog;
import dev.nevus.eventlog.Topic;
import dev.nevus.eventlog.WorkQueue;
import dev.nevus.eventlog.kafka.KafkaEventLog;
import dev.nevus.eventlog.kafka.KafkaEvents;
import dev.nevus.eventlog.kafka.ShareGroupQueue;
import dev.nevus.image.ImageDecoder;
import dev.nevus.lifecycle.Health;
import dev.nevus.lifecycle.OpsServer;
import dev.nevus.lifecycle.Shutdown;
import dev.nevus.lifecycle.Telemetry;
import dev.nevus.model.CorruptModelException;
import dev.nevus.model.ModelRegistry;
import dev.nevus.model.Signing;
import dev.nevus.model.StoredModelRegistry;
import dev.nevus.segment.onnx.BadModelException;
import dev.nevus.settings.Settings;
import dev.nevus.store.ObjectStore;
import dev.nevus.store.s3.S3ObjectStore;
import io.micrometer.core.instrument.Tags;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The segmentation worker as a process. The only place that knows how its parts are put together.
 */
public final class Main {
  private static final Logger LOG = LoggerFactory.getLogger(Main.class);
  private static final Duration STOP = Duration.ofSeconds(30);
  private static final Duration HEALTH_FRESH = Duration.ofSeconds(5);

  private Main() {}

  /** Works until SIGTERM; exit code 1 if it could not start. */
  public static void main(String[] args) {
    Shutdown shutdown = Shutdown.onSignal(STOP);
    try {
      run(WorkerConfig.from(new Settings(System.getenv())), shutdown);
      shutdown.finished();
    } catch (Exception e) {
      // The one place where whatever kept the worker from running is told; nothing is under way any
      // more.
      LOG.error("the worker could not run", e);
      shutdown.finished();
      System.exit(1);
    }
  }

  private static void run(WorkerConfig config, Shutdown shutdown) throws Exception {
    Clock clock = Clock.systemUTC();
    KafkaEvents events = new KafkaEvents(new EventCodec("segmentation-worker"));
    try (Telemetry telemetry = new Telemetry("segmentation-worker");
        ObjectStore store = new S3ObjectStore(config.store());
        EventLog log = new KafkaEventLog(config.kafka(), events, telemetry.registry())) {
      Health health =
          new Health(clock, HEALTH_FRESH).with("store", store::check).with("log", log::check);
      try (OpsServer ops =
              OpsServer.start(config.ops().host(), config.ops().port(), telemetry, health);
          ServingModel model =
              awaitModel(
                  new StoredModelRegistry(store, clock, Signing.NONE), log, clock, shutdown);
          WorkQueue queue =
              new ShareGroupQueue(
                  config.kafka(),
                  config.work(),
                  Set.of(Topic.IMAGES_STORED),
                  events,
                  new DeadLetters(store, log, clock),
                  telemetry.registry())) {
        telemetry.registry().gauge("nevus.model.info", Tags.of("model", model.id().value()), 1);
        queue.start(
            new SegmentImage(
                store,
                log,
                model,
                new ImageDecoder(config.limits()),
                config.form(),
                new SegmentImage.WorkContext(config.ops().worker(), telemetry, clock)));
        LOG.atInfo()
            .addKeyValue("model", model.id())
            .addKeyValue("queue", queue)
            .log("worker ready");
        System.out.println("READY http://" + config.ops().host() + ":" + ops.port());
        shutdown.await();
      }
    }
  }

  /** The champion; neighbours that are away are waited for, a model that cannot serve is not. */
  private static ServingModel awaitModel(
      ModelRegistry registry, EventLog log, Clock clock, Shutdown shutdown)
      throws IOException, InterruptedException, CorruptModelException, BadModelException {
    ShippedModel shipped = ShippedModel.load();
    for (int failures = 1; ; failures++) {
      try {
        shipped.installIfFirst(registry, log, clock);
        return ServingModel.champion(registry);
      } catch (IOException e) {
        LOG.atWarn().addKeyValue("cause", e.getMessage()).log("waiting for the store and the log");
        if (shutdown.awaitFor(Backoff.DEFAULT.after(failures))) {
          throw new IOException("asked to stop before there was a model", e);
        }
      }
    }
  }
}
