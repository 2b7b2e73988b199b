package dev.nevus.standalone.bench;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.nevus.standalone.client.ImageDoor;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Latencies of a whole Nevus at a constant rate, given as such or as a share of what it can take.
 *
 * @param door through which images are sent
 * @param images what is sent
 * @param masks where their masks are heard of
 */
public record LoadedLatency(ImageDoor door, Supplier<byte[]> images, MaskTally masks, Clock clock) {
  private static final Duration CAPACITY_DURING = Duration.ofSeconds(20);

  /**
   * At which rate.
   *
   * @param perSecond images a second; empty for a share of the capacity
   * @param share of the capacity, which is measured first
   * @param during how long
   */
  public record Plan(Optional<Double> perSecond, double share, Duration during) {
    /**
     * @throws IllegalArgumentException if something is not above zero
     */
    public Plan {
      if (!(share > 0) || perSecond.filter(rate -> !(rate > 0)).isPresent()) {
        throw new IllegalArgumentException("a rate or a load above zero, please");
      }
      if (during.toMillis() < 1) {
        throw new IllegalArgumentException("for some seconds, please");
      }
    }
  }

  /**
   * What was measured.
   *
   * @param capacity images a second at most; nothing where it was not measured
   * @param imagesPerSecond that were sent
   * @param images how many
   * @param p50Ms from the upload to when the mask was heard of
   * @param p95Ms 95 of 100 were as fast
   * @param p99Ms 99 of 100 were
   * @param maxMs the slowest
   */
  @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
  public record Result(
      Optional<Double> capacity,
      double imagesPerSecond,
      int images,
      double p50Ms,
      double p95Ms,
      double p99Ms,
      double maxMs) {
    static Result of(Optional<Double> capacity, double rate, Latencies times) {
      return new Result(
          capacity,
          rate,
          times.images(),
          times.p50Millis(),
          times.p95Millis(),
          times.p99Millis(),
          times.maxMillis());
    }

    /** For people. */
    public String line() {
      return String.format(
          Locale.ROOT,
          "upload to MaskPredicted at %.1f images/s%s, %d images: p50 %.0f ms, p95 %.0f ms, p99"
              + " %.0f ms, max %.0f ms",
          imagesPerSecond,
          capacity.map(most -> String.format(Locale.ROOT, " of %.1f", most)).orElse(""),
          images,
          p50Ms,
          p95Ms,
          p99Ms,
          maxMs);
    }
  }

  /** Measures; the capacity first where the rate depends on it. */
  public Result measure(Plan plan, Consumer<String> progress)
      throws IOException, InterruptedException {
    Optional<Double> capacity = Optional.empty();
    if (plan.perSecond().isEmpty()) {
      capacity = Optional.of(new Capacity(door, images, masks).measure(CAPACITY_DURING));
      progress.accept(String.format(Locale.ROOT, "capacity: %.1f images/s", capacity.get()));
    }
    double rate = plan.perSecond().orElse(plan.share() * capacity.orElse(0.0));
    Latencies times = new RateRun(door, images, masks, clock).measure(rate, plan.during());
    return Result.of(capacity, rate, times);
  }
}
