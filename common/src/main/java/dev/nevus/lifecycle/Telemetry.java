package dev.nevus.lifecycle;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.jvm.ClassLoaderMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;

/** The figures of a process, for Prometheus. Safe for many threads. */
public final class Telemetry implements AutoCloseable {
  /** Media type of {@link #scrape()}. */
  public static final String MEDIA_TYPE = "text/plain; version=0.0.4; charset=utf-8";

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final StageFigures stages = new StageFigures(registry);
  private final JvmGcMetrics collector = new JvmGcMetrics();

  /**
   * @param service which service this process is, a tag on every figure
   */
  public Telemetry(String service) {
    registry.config().commonTags("service", service);
    collector.bindTo(registry);
    new JvmMemoryMetrics().bindTo(registry);
    new JvmThreadMetrics().bindTo(registry);
    new ClassLoaderMetrics().bindTo(registry);
    new ProcessorMetrics().bindTo(registry);
    new FileDescriptorMetrics().bindTo(registry);
    new UptimeMetrics().bindTo(registry);
  }

  /** Where figures of libraries are bound. */
  public MeterRegistry registry() {
    return registry;
  }

  /**
   * Counts one image that ended here.
   *
   * @param outcome {@code accepted}, {@code repeated}, {@code segmented}, {@code refused}, {@code
   *     dead-lettered} ...
   * @param reason a stable code, or {@code none}
   */
  public void image(String outcome, String reason) {
    Counter.builder("nevus.images")
        .description("Images by outcome and reason")
        .tag("outcome", outcome)
        .tag("reason", reason)
        .register(registry)
        .increment();
  }

  /**
   * Counts one label that was handed in or withdrawn here.
   *
   * @param outcome {@code accepted}, {@code repeated}, {@code refused} or {@code withdrawn}
   */
  public void label(String outcome) {
    Counter.builder("nevus.labels")
        .description("Labels by outcome")
        .tag("outcome", outcome)
        .register(registry)
        .increment();
  }

  /** Records how long a stage of the work took. */
  public void stage(String stage, Duration took) {
    stages.stage(stage, took);
  }

  /** Records how long a stage of the work took, and how long a core worked for it. */
  public void stage(String stage, Duration took, Duration cpu) {
    stages.stage(stage, took, cpu);
  }

  /** All figures in Prometheus's text form. */
  public String scrape() {
    return registry.scrape();
  }

  @Override
  public void close() {
    collector.close();
    registry.close();
  }
}
