package dev.nevus.worker;

import dev.nevus.eventlog.EventLog;
import dev.nevus.eventlog.GivingUp;
import dev.nevus.eventlog.Handler;
import dev.nevus.eventlog.Topic;
import dev.nevus.eventlog.WorkQueue;
import dev.nevus.eventlog.kafka.KafkaEvents;
import dev.nevus.eventlog.kafka.KafkaWorkQueues;
import dev.nevus.eventlog.kafka.WorkGroup;
import dev.nevus.image.ImageDecoder;
import dev.nevus.lifecycle.Telemetry;
import dev.nevus.store.ObjectStore;
import dev.nevus.worker.model.ModelSlot;
import dev.nevus.worker.model.NamedModels;
import dev.nevus.worker.model.ServingModel;
import dev.nevus.worker.turn.Rank;
import dev.nevus.worker.turn.Room;
import java.time.Clock;
import java.util.Set;

/** The queues of a worker and what is done with their records. For the main thread. */
final class Work {
  private final WorkerConfig config;
  private final Connections connections;
  private final ObjectStore store;
  private final EventLog log;
  private final Telemetry telemetry;
  private final KafkaEvents events;
  private final Clock clock;
  private final MakeMask masks;
  private final Results results;
  private final Room room;

  Work(
      WorkerConfig config,
      Connections connections,
      ObjectStore store,
      EventLog log,
      Telemetry telemetry,
      KafkaEvents events,
      ComputingLimit limit) {
    this.config = config;
    this.connections = connections;
    this.store = store;
    this.log = log;
    this.telemetry = telemetry;
    this.events = events;
    this.clock = connections.clock();
    this.room = Room.within(config.images().turns());
    TurnFigures.show(room.turns(), config.images().turns(), telemetry.registry());
    this.results = new Results(store, log, config.images().limits());
    this.masks =
        new MakeMask(
            store,
            room,
            limit,
            new ImageDecoder(config.images().limits()),
            config.images().form(),
            config.ops().worker(),
            clock);
  }

  WorkQueue queue(WorkGroup group, Topic... topics) {
    KafkaWorkQueues queues =
        new KafkaWorkQueues(
            config.kafka(),
            events,
            GivingUp.in(store, log, clock, telemetry.registry()),
            telemetry.registry());
    return connections.queue(queues, group, Set.of(topics));
  }

  Shadow shadow(ModelSlot candidate) {
    ShadowFigures figures = new ShadowFigures(telemetry.registry());
    return new Shadow(masks, results, candidate, config.models().shadow(), room.turns(), figures);
  }

  /** For the queue of live images. */
  Handler live(ServingModel serving, Shadow shadow) {
    return new LiveImages(room.turns(), segmentImage(serving, shadow, Rank.LIVE));
  }

  /** For the queue of whatever goes behind them. */
  Handler behind(ServingModel serving, Shadow shadow, NamedModels named) {
    return new ImagesBehind(
        room.turns(),
        segmentImage(serving, shadow, Rank.BEHIND),
        new SegmentRequested(masks, results, named, room.turns(), telemetry));
  }

  private SegmentImage segmentImage(ServingModel serving, Shadow shadow, Rank rank) {
    return new SegmentImage(masks, results, serving, shadow, telemetry, rank);
  }
}
