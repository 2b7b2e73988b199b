package dev.nevus.eventlog.kafka;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.KafkaShareConsumer;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;

/**
 * Shows a share consumer's own figures; Micrometer's Kafka binder knows every client but this one.
 */
final class ShareConsumerMetrics implements AutoCloseable {
  private static final String PREFIX = "kafka.share.consumer.";

  private final MeterRegistry registry;
  private final List<Meter> meters;

  private ShareConsumerMetrics(MeterRegistry registry, List<Meter> meters) {
    this.registry = registry;
    this.meters = meters;
  }

  static ShareConsumerMetrics bound(KafkaShareConsumer<?, ?> consumer, MeterRegistry registry) {
    List<Meter> meters = new ArrayList<>();
    for (Map.Entry<MetricName, ? extends Metric> metric : consumer.metrics().entrySet()) {
      MetricName name = metric.getKey();
      boolean plain = name.tags().size() == 1 && name.tags().containsKey("client-id");
      if (plain && metric.getValue().metricValue() instanceof Number) {
        meters.add(meter(name, metric.getValue(), registry));
      }
    }
    return new ShareConsumerMetrics(registry, meters);
  }

  int count() {
    return meters.size();
  }

  @Override
  public void close() {
    meters.forEach(registry::remove);
  }

  private static Meter meter(MetricName name, Metric metric, MeterRegistry registry) {
    Tags tags =
        Tags.of("client.id", String.valueOf(name.tags().get("client-id")), "group", name.group());
    String meter = PREFIX + name.name().replace('-', '.');
    if (name.name().endsWith("-total")) {
      return FunctionCounter.builder(meter, metric, ShareConsumerMetrics::value)
          .tags(tags)
          .register(registry);
    }
    return Gauge.builder(meter, metric, ShareConsumerMetrics::value).tags(tags).register(registry);
  }

  private static double value(Metric metric) {
    return metric.metricValue() instanceof Number number ? number.doubleValue() : Double.NaN;
  }
}
