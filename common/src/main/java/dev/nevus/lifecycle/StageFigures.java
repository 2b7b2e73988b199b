package dev.nevus.lifecycle;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** What each stage of the work costs, as {@code nevus_stage*}. Safe for many threads. */
public final class StageFigures {
  private static final double NANOS = 1e9;

  private final MeterRegistry registry;
  // Finding a meter by its tags costs more than noting a figure.
  private final Map<String, Timer> timers = new ConcurrentHashMap<>();
  private final Map<String, Counter> processors = new ConcurrentHashMap<>();

  public StageFigures(MeterRegistry registry) {
    this.registry = registry;
  }

  /** Records how long a stage took. */
  public void stage(String stage, Duration took) {
    timers.computeIfAbsent(stage, this::timer).record(took);
  }

  /** Records how long a stage took, and how long a core worked for it. */
  public void stage(String stage, Duration took, Duration cpu) {
    stage(stage, took);
    processors.computeIfAbsent(stage, this::processor).increment(cpu.toNanos() / NANOS);
  }

  private Timer timer(String stage) {
    return Timer.builder("nevus.stage")
        .description("Time in each stage of the work")
        .tag("stage", stage)
        .publishPercentileHistogram()
        .minimumExpectedValue(Duration.ofMillis(1))
        .maximumExpectedValue(Duration.ofSeconds(30))
        .register(registry);
  }

  private Counter processor(String stage) {
    return Counter.builder("nevus.stage.cpu")
        .description("Processor time of the working thread in each stage of the work")
        .baseUnit("seconds")
        .tag("stage", stage)
        .register(registry);
  }
}
