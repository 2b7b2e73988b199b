package dev.nevus.standalone.bench.pipeline;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.nevus.standalone.bench.Latencies;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * What so many workers did together.
 *
 * @param workers processes
 * @param imagesPerSecond from a backlog, from when the workers began to when the last mask was on
 *     the log
 * @param workerCpuSeconds CPU time of all workers meanwhile
 * @param brokerCpuSeconds of the broker's process
 * @param storeCpuSeconds of the store's process
 * @param benchCpuSeconds of the process that counts the masks
 * @param load images a second in the second phase, at a constant rate
 * @param p50Ms from an image's announcement to when its mask was heard of, at that rate
 * @param p95Ms 95 of 100 were as fast
 * @param p99Ms 99 of 100 were
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record CountResult(
    int workers,
    double imagesPerSecond,
    double workerCpuSeconds,
    double brokerCpuSeconds,
    double storeCpuSeconds,
    double benchCpuSeconds,
    double load,
    double p50Ms,
    double p95Ms,
    double p99Ms) {

  CountResult with(double rate, Latencies latencies) {
    return new CountResult(
        workers,
        imagesPerSecond,
        workerCpuSeconds,
        brokerCpuSeconds,
        storeCpuSeconds,
        benchCpuSeconds,
        rate,
        latencies.p50Millis(),
        latencies.p95Millis(),
        latencies.p99Millis());
  }

  /** The median of each figure; all are of as many workers. */
  static CountResult median(List<CountResult> rounds) {
    return new CountResult(
        rounds.get(0).workers(),
        median(rounds, CountResult::imagesPerSecond),
        median(rounds, CountResult::workerCpuSeconds),
        median(rounds, CountResult::brokerCpuSeconds),
        median(rounds, CountResult::storeCpuSeconds),
        median(rounds, CountResult::benchCpuSeconds),
        median(rounds, CountResult::load),
        median(rounds, CountResult::p50Ms),
        median(rounds, CountResult::p95Ms),
        median(rounds, CountResult::p99Ms));
  }

  private static double median(List<CountResult> rounds, ToDoubleFunction<CountResult> figure) {
    double[] sorted = rounds.stream().mapToDouble(figure).sorted().toArray();
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1
        ? sorted[middle]
        : Arrays.stream(sorted, middle - 1, middle + 1).average().orElseThrow();
  }
}
