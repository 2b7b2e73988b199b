package dev.nevus.trainer.renewal;

import dev.nevus.label.DataSet;
import dev.nevus.label.Side;
import dev.nevus.training.TrainingEnd;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;

/**
 * The trainer's figures: {@code nevus_trainer_on_duty}, {@code nevus_labels_collected}, {@code
 * nevus_labels_new}, {@code nevus_data_set_images{side}} and {@code
 * nevus_trainings_total{outcome}}. Safe for many threads.
 */
final class RenewalFigures {
  private final MeterRegistry registry;
  private final AtomicInteger collected = new AtomicInteger();
  private final AtomicInteger fresh = new AtomicInteger();
  private final Map<Side, AtomicInteger> images = new ConcurrentHashMap<>();

  RenewalFigures(MeterRegistry registry, BooleanSupplier onDuty) {
    this.registry = registry;
    Gauge.builder("nevus.trainer.on.duty", onDuty, duty -> duty.getAsBoolean() ? 1 : 0)
        .description("Whether this process is the one that trains: 1 or 0")
        .strongReference(true)
        .register(registry);
    Gauge.builder("nevus.labels.collected", collected, AtomicInteger::get)
        .description("Labels that the trainer knows of")
        .register(registry);
    Gauge.builder("nevus.labels.new", fresh, AtomicInteger::get)
        .description("Labels that no training which made a model has known")
        .register(registry);
    for (Side side : Side.values()) {
      AtomicInteger count = new AtomicInteger();
      images.put(side, count);
      Gauge.builder("nevus.data.set.images", count, AtomicInteger::get)
          .description("Images of the last data set by their side")
          .tag("side", side.name().toLowerCase(Locale.ROOT))
          .register(registry);
    }
  }

  void labels(int known, int unknown) {
    collected.set(known);
    fresh.set(unknown);
  }

  void dataSet(DataSet set) {
    images.forEach((side, count) -> count.set(set.of(side).size()));
  }

  void ended(TrainingEnd end) {
    registry
        .counter("nevus.trainings", "outcome", end.outcome().name().toLowerCase(Locale.ROOT))
        .increment();
  }
}
