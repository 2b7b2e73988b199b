package dev.nevus.standalone.bench.pipeline;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * How workers add up.
 *
 * @param speedup images a second of the last count of workers over those of the first
 * @param speedupByWorkerCpu what it would be if each worker had a core of its own: images a CPU
 *     second of the workers, last over first, times the workers, last over first. What is missing
 *     to the ratio of the workers is lost inside them; what it is above {@code speedup}, by cores
 *     that are short or by the log
 * @param cores of this machine
 * @param pinned whether each worker was kept on one core
 * @param queue how the broker handed work out, as asked for
 * @param standInMs milliseconds that a worker waited instead of working; nothing for real ones
 * @param size of the images
 * @param images in the backlog
 * @param counts a result for each count of workers, the median over the rounds
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record PipelineResult(
    double speedup,
    double speedupByWorkerCpu,
    int cores,
    boolean pinned,
    String queue,
    Optional<Double> standInMs,
    String size,
    int images,
    List<CountResult> counts) {
  public PipelineResult {
    counts = List.copyOf(counts);
  }

  static PipelineResult of(PipelineBench.Plan plan, List<CountResult> counts) {
    CountResult first = counts.get(0);
    CountResult last = counts.get(counts.size() - 1);
    double byCpu = first.workerCpuSeconds() / last.workerCpuSeconds();
    return new PipelineResult(
        last.imagesPerSecond() / first.imagesPerSecond(),
        byCpu * last.workers() / first.workers(),
        Runtime.getRuntime().availableProcessors(),
        plan.worker().pin(),
        plan.worker().queue(),
        plan.worker().standIn().map(work -> work.toNanos() / 1e6),
        plan.width() + "x" + plan.height(),
        plan.images(),
        counts);
  }

  /** For people. */
  @JsonIgnore
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    for (CountResult count : counts) {
      lines.add(
          String.format(
              Locale.ROOT,
              "%2d workers: %.1f images/s; at %.1f images/s p50 %.0f ms, p95 %.0f ms, p99 %.0f ms;"
                  + " ms CPU an image: workers %.2f, broker %.2f, store %.2f, bench %.2f",
              count.workers(),
              count.imagesPerSecond(),
              count.load(),
              count.p50Ms(),
              count.p95Ms(),
              count.p99Ms(),
              1000 * count.workerCpuSeconds() / images,
              1000 * count.brokerCpuSeconds() / images,
              1000 * count.storeCpuSeconds() / images,
              1000 * count.benchCpuSeconds() / images));
    }
    lines.add(
        String.format(
            Locale.ROOT,
            "speed-up %.2f; by the workers' CPU time alone %.2f (%d cores%s)",
            speedup,
            speedupByWorkerCpu,
            cores,
            pinned ? ", a worker to a core" : ""));
    return lines;
  }
}
