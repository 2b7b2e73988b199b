package dev.nevus.standalone.bench.soak;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.util.List;
import java.util.Optional;
import java.util.function.ToLongFunction;

/**
 * How much more a worker holds at the end of a run than at its beginning: the median of the last
 * fifth of the samples less that of the second fifth. The first fifth is its start.
 *
 * @param worker its name
 * @param samples how many
 * @param residentBytes median resident memory in the last fifth
 * @param residentGrowthBytes by which it grew
 * @param nativeBytes resident without Java's heap in the last fifth
 * @param nativeGrowthBytes by which that grew
 * @param threadsGrowth by which its threads grew
 * @param openFilesGrowth by which its open files grew
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record Growth(
    String worker,
    int samples,
    long residentBytes,
    long residentGrowthBytes,
    long nativeBytes,
    long nativeGrowthBytes,
    long threadsGrowth,
    long openFilesGrowth) {
  private static final int FEWEST = 5;

  /**
   * Empty if there are fewer than 5 samples.
   *
   * @param samples in the order of time
   */
  static Optional<Growth> of(String worker, List<Sample> samples) {
    if (samples.size() < FEWEST) {
      return Optional.empty();
    }
    return Optional.of(
        new Growth(
            worker,
            samples.size(),
            last(samples, Sample::residentBytes),
            growth(samples, Sample::residentBytes),
            last(samples, Sample::nativeBytes),
            growth(samples, Sample::nativeBytes),
            growth(samples, Sample::threads),
            growth(samples, Sample::openFiles)));
  }

  private static long growth(List<Sample> samples, ToLongFunction<Sample> figure) {
    int fifth = samples.size() / 5;
    return last(samples, figure) - median(samples.subList(fifth, 2 * fifth), figure);
  }

  private static long last(List<Sample> samples, ToLongFunction<Sample> figure) {
    int fifth = samples.size() / 5;
    return median(samples.subList(samples.size() - fifth, samples.size()), figure);
  }

  private static long median(List<Sample> samples, ToLongFunction<Sample> figure) {
    long[] sorted = samples.stream().mapToLong(figure).sorted().toArray();
    return sorted[sorted.length / 2];
  }
}
