package dev.nevus.worker;

import dev.nevus.worker.turn.TurnLimits;
import dev.nevus.worker.turn.Turns;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;

/** How busy this worker is. */
final class TurnFigures {
  private TurnFigures() {}

  static void show(Turns turns, TurnLimits limits, MeterRegistry registry) {
    Gauge.builder("nevus.turns.cores", limits, TurnLimits::cores)
        .description("Images that this worker computes at once, at most")
        .register(registry);
    Gauge.builder("nevus.turns.computing", turns, Turns::computing)
        .description("Images that are computed now")
        .register(registry);
    Gauge.builder("nevus.turns.waiting", turns, Turns::waiting)
        .description("Images in hand that wait for a core")
        .register(registry);
  }
}
