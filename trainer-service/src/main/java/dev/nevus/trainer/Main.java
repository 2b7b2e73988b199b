package dev.nevus.trainer;

import dev.nevus.event.EventCodec;
import dev.nevus.eventlog.Duty;
import dev.nevus.eventlog.EventLog;
import dev.nevus.eventlog.Topic;
import dev.nevus.eventlog.kafka.KafkaDuty;
import dev.nevus.eventlog.kafka.KafkaEventLog;
import dev.nevus.eventlog.kafka.KafkaEvents;
import dev.nevus.eventlog.kafka.KafkaRecordSubscription;
import dev.nevus.lifecycle.GiveWay;
import dev.nevus.lifecycle.Health;
import dev.nevus.lifecycle.OpsServer;
import dev.nevus.lifecycle.Shutdown;
import dev.nevus.lifecycle.Telemetry;
import dev.nevus.model.Registrar;
import dev.nevus.model.StoredModelRegistry;
import dev.nevus.settings.ConfigException;
import dev.nevus.settings.Settings;
import dev.nevus.store.ObjectStore;
import dev.nevus.store.s3.S3ObjectStore;
import dev.nevus.trainer.renewal.Desk;
import dev.nevus.trainer.renewal.TrainerDuty;
import dev.nevus.trainer.training.NativeBackend;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Clock;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The trainer as a process. The only place that knows how its parts are put together. Of several
 * trainers one is on duty: it collects labels, trains and lets the gate decide; the others stand
 * by.
 */
public final class Main {
  private static final Logger LOG = LoggerFactory.getLogger(Main.class);
  private static final String SERVICE = "trainer-service";
  private static final String GROUP = "nevus-trainer";
  private static final Duration STOP = Duration.ofSeconds(60);
  private static final Duration HEALTH_FRESH = Duration.ofSeconds(5);

  private Main() {}

  /** Runs until SIGTERM; exit code 0 after an orderly stop, 1 if it could not start. */
  public static void main(String[] args) {
    Shutdown shutdown = Shutdown.onSignal(STOP);
    try {
      run(TrainerConfig.from(new Settings(System.getenv())), shutdown, System.out);
    } catch (ConfigException | IOException | InterruptedException e) {
      LOG.error("the trainer could not run", e);
      shutdown.finished();
      System.exit(1);
    }
    // A JVM that ends by a signal reports 143 however well it stopped; everything is closed here.
    Runtime.getRuntime().halt(0);
  }

  private static void run(TrainerConfig config, Shutdown shutdown, PrintStream out)
      throws IOException, InterruptedException {
    GiveWay.with(config.ops().niceness());
    NativeBackend backend = NativeBackend.activate();
    LOG.info("native code: {}", backend.description());
    Clock clock = Clock.systemUTC();
    KafkaEvents events = new KafkaEvents(new EventCodec(SERVICE));
    try (Telemetry telemetry = new Telemetry(SERVICE);
        ObjectStore store = new S3ObjectStore(config.store());
        EventLog log = new KafkaEventLog(config.kafka(), events, telemetry.registry());
        Duty duty = new KafkaDuty(config.kafka(), GROUP + "-duty", Topic.TRAININGS)) {
      Health health =
          new Health(clock, HEALTH_FRESH).with("store", store::check).with("log", log::check);
      Registrar registrar =
          new Registrar(new StoredModelRegistry(store, clock, config.signing()), log, clock);
      TrainerDuty work =
          new TrainerDuty(
              new Desk(store, log, registrar, config.ops().trainer(), clock),
              config.plan(),
              config.judging(),
              config.ops().folder(),
              backend,
              new TrainerDuty.Meters(telemetry.registry(), duty::isOnDuty));
      try (OpsServer ops =
          OpsServer.start(config.ops().host(), config.ops().port(), telemetry, health)) {
        duty.start(
            work.work(
                events,
                topic ->
                    new KafkaRecordSubscription(
                        config.kafka(), GROUP, topic, telemetry.registry())));
        out.println("READY http://" + config.ops().host() + ":" + ops.port());
        shutdown.await();
      }
    }
    LOG.info("trainer stopped");
  }
}
