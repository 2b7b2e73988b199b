package dev.nevus.worker;

import dev.nevus.model.ModelId;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;

/** What operations see of the candidate. Safe for many threads. */
final class ShadowFigures {
  private static final double[] STEPS = {0.01, 0.02, 0.05, 0.1, 0.2, 0.35, 0.5, 1};

  private final MeterRegistry registry;

  ShadowFigures(MeterRegistry registry) {
    this.registry = registry;
  }

  /**
   * Counts one image of the share.
   *
   * @param outcome {@code compared}, {@code skipped} or {@code failed}
   */
  void count(String outcome) {
    Counter.builder("nevus.shadow.images")
        .description("Images offered to the candidate by outcome")
        .tag("outcome", outcome)
        .register(registry)
        .increment();
  }

  /**
   * Notes how far the candidate's mask is from the champion's.
   *
   * @param disagreement 1 less their Jaccard index, 0 to 1
   */
  void disagreement(ModelId candidate, double disagreement) {
    DistributionSummary.builder("nevus.shadow.disagreement")
        .description("1 less the Jaccard index of the candidate's mask and the champion's")
        .tag("model", candidate.value())
        .serviceLevelObjectives(STEPS)
        .register(registry)
        .record(disagreement);
  }
}
