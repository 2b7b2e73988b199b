package dev.nevus.worker;

import dev.nevus.event.EventCodec;
import dev.nevus.eventlog.Backoff;
import dev.nevus.eventlog.EventLog;
import dev.nevus.eventlog.LogTail;
import dev.nevus.eventlog.Topic;
import dev.nevus.eventlog.WorkQueue;
import dev.nevus.eventlog.kafka.KafkaEvents;
import dev.nevus.eventlog.kafka.KafkaLogTail;
import dev.nevus.lifecycle.Health;
import dev.nevus.lifecycle.OpsServer;
import dev.nevus.lifecycle.Shutdown;
import dev.nevus.lifecycle.Telemetry;
import dev.nevus.model.ModelRegistry;
import dev.nevus.model.Registrar;
import dev.nevus.model.StoredModelRegistry;
import dev.nevus.settings.Settings;
import dev.nevus.store.ObjectStore;
import dev.nevus.worker.model.FollowCandidate;
import dev.nevus.worker.model.FollowChampion;
import dev.nevus.worker.model.FollowModels;
import dev.nevus.worker.model.Follower;
import dev.nevus.worker.model.ModelAnnouncements;
import dev.nevus.worker.model.ModelFigures;
import dev.nevus.worker.model.ModelNews;
import dev.nevus.worker.model.ModelOpening;
import dev.nevus.worker.model.ModelSlot;
import dev.nevus.worker.model.NamedModels;
import dev.nevus.worker.model.ServingModel;
import dev.nevus.worker.model.ShippedModel;
import dev.nevus.worker.model.Upkeep;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The segmentation worker as a process. The only place that knows how its parts are put together.
 */
public final class Main {
  private static final Logger LOG = LoggerFactory.getLogger(Main.class);
  private static final Duration GOODBYE = Duration.ofSeconds(20);
  private static final Duration HEALTH_FRESH = Duration.ofSeconds(5);
  private static final Duration UPKEEP = Duration.ofMinutes(1);

  private final WorkerConfig config;
  private boolean isToldReady;
  private final Connections connections;
  private final Clock clock;
  private final KafkaEvents events = new KafkaEvents(new EventCodec("segmentation-worker"));

  private Main(WorkerConfig config, Connections connections) {
    this.config = config;
    this.connections = connections;
    this.clock = connections.clock();
  }

  /** Works until SIGTERM; exit code 1 if it could not start. */
  public static void main(String[] args) {
    workUntilStopped(new Connections());
  }

  /** The same with other ways to its neighbours. */
  static void workUntilStopped(Connections connections) {
    try {
      WorkerConfig config = WorkerConfig.from(new Settings(System.getenv()));
      // Both queues drain, one after the other.
      Shutdown shutdown = Shutdown.onSignal(config.work().drain().multipliedBy(2).plus(GOODBYE));
      try {
        new Main(config, connections).run(shutdown);
      } finally {
        shutdown.finished();
      }
    } catch (Exception e) {
      // The one place where whatever kept the worker from running is told; nothing is under way any
      // more.
      LOG.error("the worker could not run", e);
      System.exit(1);
    }
  }

  private void run(Shutdown shutdown) throws Exception {
    try (Telemetry telemetry = new Telemetry("segmentation-worker");
        ObjectStore store = connections.store(config.store());
        EventLog log = connections.log(config.kafka(), events, telemetry.registry());
        ServingModel serving = new ServingModel();
        ModelSlot candidate = new ModelSlot()) {
      Health health =
          new Health(clock, HEALTH_FRESH)
              .with("store", store::check)
              .with("log", log::check)
              .with("model", serving::check);
      ModelRegistry registry = new StoredModelRegistry(store, clock, config.models().signing());
      ModelFigures figures = new ModelFigures(telemetry.registry());
      ModelOpening opening = new ModelOpening(registry, config.models().precision(), figures);
      Following following = new Following(opening, figures, serving, candidate);
      FollowModels models = following(registry, log, following);
      try (OpsServer ops =
              OpsServer.start(config.ops().host(), config.ops().port(), telemetry, health);
          ComputingLimit limit = ComputingLimit.endingTheProcess(config.images().longest());
          NamedModels named = new NamedModels(opening, serving, clock)) {
        Registrar registrar = new Registrar(registry, log, clock);
        awaitModel(models, serving, registrar, shutdown, () -> tellReady(ops));
        Work work = new Work(config, connections, store, log, telemetry, events, limit);
        try (LogTail tail = new KafkaLogTail(config.kafka());
            Upkeep upkeep = new Upkeep(UPKEEP, List.of(models::catchUp, named::closeIdle));
            Shadow shadow = work.shadow(candidate);
            WorkQueue behind =
                work.queue(
                    config.work().behind(), Topic.IMAGES_BACKLOG, Topic.SEGMENTATIONS_REQUESTED);
            // Closed before the other one, whose images wait for these.
            WorkQueue stored = work.queue(config.work(), Topic.IMAGES_STORED)) {
          tail.start(Set.of(Topic.MODELS_PUBLISHED), new ModelNews(events, models));
          behind.start(work.behind(serving, shadow, named));
          stored.start(work.live(serving, shadow));
          LOG.atInfo()
              .addKeyValue("model", serving)
              .addKeyValue("queue", stored)
              .addKeyValue("behind", behind)
              .addKeyValue("upkeep", upkeep)
              .log("worker ready");
          tellReady(ops);
          shutdown.await();
        }
      }
    }
  }

  /** Told once, whether there is a model or not: health tells the difference. */
  private void tellReady(OpsServer ops) {
    if (!isToldReady) {
      isToldReady = true;
      System.out.println("READY http://" + config.ops().host() + ":" + ops.port());
    }
  }

  /** What follows decisions, and what it moves. */
  private record Following(
      ModelOpening opening, ModelFigures figures, ServingModel serving, ModelSlot candidate) {}

  private FollowModels following(ModelRegistry registry, EventLog log, Following what) {
    ModelAnnouncements announcements =
        new ModelAnnouncements(config.ops().worker(), log, what.figures(), clock);
    List<Follower> followers = new ArrayList<>();
    followers.add(
        new FollowChampion(what.opening(), what.serving(), announcements, what.figures()));
    if (config.models().shadow().isAny()) {
      followers.add(new FollowCandidate(what.opening(), what.candidate(), announcements));
    }
    return new FollowModels(registry, announcements, followers);
  }

  /**
   * Returns once a model serves. Neighbours that are away are waited for, and so is a champion that
   * can be verified: a worker that gave up would only be started again.
   *
   * @param upWithoutModel run when all is well but for a model: only a person can mend that, and
   *     needs the rest of Nevus for it
   */
  private static void awaitModel(
      FollowModels models,
      ServingModel serving,
      Registrar registrar,
      Shutdown shutdown,
      Runnable upWithoutModel)
      throws IOException, InterruptedException {
    ShippedModel shipped = ShippedModel.load();
    boolean isRetold = false;
    for (int failures = 1; ; failures++) {
      try {
        shipped.installIfFirst(registrar);
        if (!isRetold) {
          // Whoever made the last decision may have died before the log knew.
          registrar.retell(1);
          isRetold = true;
        }
        models.catchUp();
        if (serving.id().isPresent()) {
          return;
        }
        LOG.atWarn().addKeyValue("model", serving).log("waiting for a champion that can serve");
        upWithoutModel.run();
      } catch (IOException e) {
        LOG.atWarn().addKeyValue("cause", e.getMessage()).log("waiting for the store and the log");
      }
      if (shutdown.awaitFor(Backoff.DEFAULT.after(failures))) {
        throw new IOException("asked to stop before there was a model");
      }
    }
  }
}
