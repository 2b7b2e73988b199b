package dev.nevus.worker.model;

import dev.nevus.model.ModelId;
import dev.nevus.model.Precision;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.List;

/** What operations see of models: which one serves, and how swaps went. Safe for many threads. */
public final class ModelFigures {
  private final MeterRegistry registry;
  private final MultiGauge serving;

  public ModelFigures(MeterRegistry registry) {
    this.registry = registry;
    this.serving =
        MultiGauge.builder("nevus.model.info")
            .description("The model that serves, and which of its files: 1, and no other is shown")
            .register(registry);
  }

  void serves(ModelId model, Precision precision) {
    Tags tags = Tags.of("model", model.value(), "precision", precision.id());
    serving.register(List.of(MultiGauge.Row.of(tags, 1)), true);
  }

  /** A model's file in 8 bits could not be used here, and the one in floats was opened instead. */
  void fellBack(String reason) {
    Counter.builder("nevus.model.fallbacks")
        .description("Models opened in floats because their file in 8 bits is no good here")
        .tag("reason", reason)
        .register(registry)
        .increment();
  }

  void served() {
    count("served", "none");
  }

  void declined(String reason) {
    count("declined", reason);
  }

  /** How long it took to open, verify and exchange a model. */
  void swapped(Duration took) {
    Timer.builder("nevus.model.swap")
        .description("Time to open, verify and exchange a model")
        .register(registry)
        .record(took);
  }

  private void count(String outcome, String reason) {
    Counter.builder("nevus.model.swaps")
        .description("Decisions on models that this worker followed or declined")
        .tag("outcome", outcome)
        .tag("reason", reason)
        .register(registry)
        .increment();
  }
}
