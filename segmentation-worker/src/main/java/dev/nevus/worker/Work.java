package dev.nevus.worker;

import dev.nevus.eventlog.DeadLetters;
import dev.nevus.eventlog.EventLog;
import dev.nevus.eventlog.Topic;
import dev.nevus.eventlog.WorkQueue;
import dev.nevus.eventlog.kafka.KafkaEvents;
import dev.nevus.eventlog.kafka.ShareGroupQueue;
import dev.nevus.eventlog.kafka.WorkGroup;
import dev.nevus.image.ImageDecoder;
import dev.nevus.lifecycle.Telemetry;
import dev.nevus.store.ObjectStore;
import dev.nevus.worker.model.ModelSlot;
import dev.nevus.worker.model.NamedModels;
import dev.nevus.worker.model.ServingModel;
import java.time.Clock;
import java.util.Set;

/** The queues of a worker and what is done with their records. For the main thread. */
final class Work {
  private final WorkerConfig config;
  private final ObjectStore store;
  private final EventLog log;
  private final Telemetry telemetry;
  private final KafkaEvents events;
  private final Clock clock;
  private final MakeMask masks;
  private final Results results;
  private final LiveImages live;

  Work(
      WorkerConfig config,
      ObjectStore store,
      EventLog log,
      Telemetry telemetry,
      KafkaEvents events,
      Clock clock) {
    this.config = config;
    this.store = store;
    this.log = log;
    this.telemetry = telemetry;
    this.events = events;
    this.clock = clock;
    this.live = new LiveImages(config.work().lanes());
    this.results = new Results(store, log, config.images().limits());
    this.masks =
        new MakeMask(
            store,
            new ImageDecoder(config.images().limits()),
            config.images().form(),
            config.ops().worker(),
            clock);
  }

  WorkQueue queue(WorkGroup group, Topic topic) {
    return new ShareGroupQueue(
        config.kafka(),
        group,
        Set.of(topic),
        events,
        new DeadLetters(store, log, clock),
        telemetry.registry());
  }

  Shadow shadow(ModelSlot candidate) {
    ShadowFigures figures = new ShadowFigures(telemetry.registry());
    return new Shadow(masks, results, candidate, config.models().shadow(), live, figures);
  }

  SegmentImage segmentImage(ServingModel serving, Shadow shadow) {
    return new SegmentImage(masks, results, serving, live, shadow, telemetry);
  }

  SegmentRequested segmentRequested(NamedModels named) {
    return new SegmentRequested(masks, results, named, live, telemetry);
  }
}
