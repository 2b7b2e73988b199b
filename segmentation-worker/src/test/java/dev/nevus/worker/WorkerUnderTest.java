package dev.nevus.worker;

import dev.nevus.eventlog.EventLog;
import dev.nevus.image.ImageDecoder;
import dev.nevus.image.ImageLimits;
import dev.nevus.lifecycle.Telemetry;
import dev.nevus.segment.MaskForm;
import dev.nevus.store.ObjectStore;
import dev.nevus.worker.model.ModelSlot;
import dev.nevus.worker.model.ServingModel;
import dev.nevus.worker.turn.Rank;
import dev.nevus.worker.turn.Room;
import dev.nevus.worker.turn.TurnLimits;
import java.time.Clock;
import java.time.Duration;

/**
 * The work of a worker, put together as its main does, on any store and log.
 *
 * @param name of the worker
 * @param room for a worker of 4 cores
 */
record WorkerUnderTest(
    String name, ObjectStore store, EventLog log, Telemetry telemetry, Clock clock, Room room) {
  private static final TurnLimits LIMITS = new TurnLimits(4, 64 << 20);

  static WorkerUnderTest of(String name, ObjectStore store, EventLog log, Telemetry telemetry) {
    return new WorkerUnderTest(name, store, log, telemetry, Clock.systemUTC(), Room.within(LIMITS));
  }

  WorkerUnderTest at(Clock other) {
    return new WorkerUnderTest(name, store, log, telemetry, other, room);
  }

  /** Without shadows. */
  SegmentImage segmentImage(ServingModel serving) {
    return segmentImage(serving, shadow(new ModelSlot(), 0));
  }

  SegmentImage segmentImage(ServingModel serving, Shadow shadow) {
    return new SegmentImage(masks(), results(), serving, shadow, telemetry, Rank.LIVE);
  }

  Shadow shadow(ModelSlot candidate, double share) {
    ShadowFigures figures = new ShadowFigures(telemetry.registry());
    return new Shadow(masks(), results(), candidate, new ShadowShare(share), room.turns(), figures);
  }

  MakeMask masks() {
    ComputingLimit none = new ComputingLimit(Duration.ofDays(1), image -> {});
    return new MakeMask(
        store, room, none, new ImageDecoder(ImageLimits.DEFAULT), MaskForm.ISIC, name, clock);
  }

  Results results() {
    return new Results(store, log, ImageLimits.DEFAULT);
  }
}
