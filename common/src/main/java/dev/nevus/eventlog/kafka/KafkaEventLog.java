package dev.nevus.eventlog.kafka;

import dev.nevus.event.Correlation;
import dev.nevus.event.Event;
import dev.nevus.eventlog.EventLog;
import dev.nevus.eventlog.EventLogException;
import dev.nevus.eventlog.Topic;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.kafka.KafkaClientMetrics;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** {@link EventLog} on Kafka: an idempotent producer that waits for all in-sync replicas. */
public final class KafkaEventLog implements EventLog {
  private static final Duration CLOSE = Duration.ofSeconds(10);
  private static final Duration CHECK = Duration.ofSeconds(5);
  private static final int METADATA_MILLIS = 10_000;

  private final KafkaConfig config;
  private final KafkaEvents events;
  private final KafkaProducer<String, byte[]> producer;
  private final Admin admin;
  private final KafkaClientMetrics metrics;

  /** Connects in the background; brokers that are away do not keep a service from starting. */
  public KafkaEventLog(KafkaConfig config, KafkaEvents events, MeterRegistry registry) {
    this.config = config;
    this.events = events;
    int patience = Math.toIntExact(config.publishTimeout().toMillis());
    Map<String, Object> properties =
        config.client(
            Map.of(
                "acks",
                "all",
                "enable.idempotence",
                "true",
                "linger.ms",
                "0",
                "max.block.ms",
                METADATA_MILLIS,
                "request.timeout.ms",
                Math.min(METADATA_MILLIS, patience),
                "delivery.timeout.ms",
                patience));
    this.producer =
        new KafkaProducer<>(properties, new StringSerializer(), new ByteArraySerializer());
    int check = Math.toIntExact(CHECK.toMillis());
    this.admin =
        Admin.create(
            config.client(Map.of("default.api.timeout.ms", check, "request.timeout.ms", check)));
    this.metrics = new KafkaClientMetrics(producer);
    metrics.bindTo(registry);
  }

  @Override
  public void publish(Event event, Correlation correlation)
      throws EventLogException, InterruptedException {
    try {
      long patience = config.publishTimeout().toMillis() + METADATA_MILLIS;
      producer.send(events.encode(event, correlation)).get(patience, TimeUnit.MILLISECONDS);
    } catch (InterruptException e) {
      throw Interrupts.checked(e);
    } catch (ExecutionException | TimeoutException | KafkaException e) {
      throw new EventLogException(
          "no acknowledgement for " + event.id() + " from " + config.bootstrap(), e);
    }
  }

  @Override
  public void check() throws EventLogException, InterruptedException {
    List<String> missing;
    try {
      missing = KafkaTopics.missing(admin, EnumSet.allOf(Topic.class), CHECK);
    } catch (InterruptException e) {
      throw Interrupts.checked(e);
    } catch (ExecutionException | TimeoutException | KafkaException e) {
      throw new EventLogException(
          "the brokers at " + config.bootstrap() + " do not show every topic", e);
    }
    if (!missing.isEmpty()) {
      throw new EventLogException(
          "the brokers at "
              + config.bootstrap()
              + " lack the topics "
              + String.join(", ", missing)
              + ", which somebody has to create");
    }
  }

  @Override
  public void close() {
    metrics.close();
    producer.close(CLOSE);
    admin.close(CLOSE);
  }

  @Override
  public String toString() {
    return "KafkaEventLog[" + config.bootstrap() + "]";
  }
}
