package dev.nevus.eventlog.kafka;

import static java.util.Objects.requireNonNullElse;

import dev.nevus.event.Origin;
import dev.nevus.eventlog.EventLogException;
import dev.nevus.eventlog.LogRecord;
import dev.nevus.eventlog.LogSpan;
import dev.nevus.eventlog.LogTail;
import dev.nevus.eventlog.RecordLog;
import dev.nevus.eventlog.Topic;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * {@link RecordLog} on Kafka: a consumer without a group for each question, and a producer from the
 * first record on. Reading goes partition by partition.
 */
public final class KafkaRecordLog implements RecordLog {
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final Duration POLL = Duration.ofMillis(250);
  private static final Duration CLOSE = Duration.ofSeconds(10);

  /** What inbound records may have, and their headers. */
  private static final int LARGEST_RECORD = 33 * 1024 * 1024;

  private final KafkaConfig config;
  private final KafkaLogScan scan;
  private Optional<KafkaProducer<String, byte[]>> producer = Optional.empty();

  /** Connects when asked. */
  public KafkaRecordLog(KafkaConfig config) {
    this.config = config;
    this.scan = new KafkaLogScan(config, PATIENCE);
  }

  /** What is asked of a consumer. */
  @FunctionalInterface
  private interface Question<T> {
    T ask(KafkaConsumer<String, byte[]> consumer) throws EventLogException;
  }

  @Override
  public void scan(Topic topic, Optional<Instant> since, Consumer<LogRecord> each)
      throws EventLogException, InterruptedException {
    LogSpan span = since.isPresent() ? scan.span(topic, since.get()) : scan.span(Set.of(topic));
    for (Map.Entry<LogTail.Partition, LogSpan.Range> part : span.ranges().entrySet()) {
      try {
        long unused = scan.read(part.getKey(), part.getValue(), each::accept);
      } catch (EventLogException e) {
        throw e;
      } catch (IOException impossible) {
        throw new IllegalStateException("whoever takes the records in does not fail", impossible);
      }
    }
  }

  @Override
  public Optional<LogRecord> find(Origin origin) throws EventLogException, InterruptedException {
    return asked(consumer -> find(consumer, origin));
  }

  @Override
  public Origin append(Topic topic, Optional<String> key, Map<String, byte[]> headers, byte[] value)
      throws EventLogException, InterruptedException {
    ProducerRecord<String, byte[]> record =
        new ProducerRecord<>(topic.topicName(), key.orElse(null), value);
    headers.forEach(record.headers()::add);
    try {
      long patience = config.publishTimeout().plus(PATIENCE).toMillis();
      RecordMetadata told = producer().send(record).get(patience, TimeUnit.MILLISECONDS);
      return new Origin(told.topic(), told.partition(), told.offset());
    } catch (InterruptException e) {
      throw Interrupts.checked(e);
    } catch (ExecutionException | TimeoutException | KafkaException e) {
      throw new EventLogException("no acknowledgement for a record from " + config.bootstrap(), e);
    }
  }

  @Override
  public synchronized void close() {
    producer.ifPresent(open -> open.close(CLOSE));
    producer = Optional.empty();
  }

  @Override
  public String toString() {
    return "KafkaRecordLog[" + config.bootstrap() + "]";
  }

  private static Optional<LogRecord> find(KafkaConsumer<String, byte[]> consumer, Origin origin)
      throws EventLogException {
    TopicPartition home = new TopicPartition(origin.topic(), origin.partition());
    if (!partitions(consumer, origin.topic()).contains(home)) {
      return Optional.empty();
    }
    List<TopicPartition> only = List.of(home);
    consumer.assign(only);
    if (origin.offset() < consumer.beginningOffsets(only).getOrDefault(home, 0L)
        || origin.offset() >= consumer.endOffsets(only).getOrDefault(home, 0L)) {
      return Optional.empty();
    }
    consumer.seek(home, origin.offset());
    long until = System.nanoTime() + PATIENCE.toNanos();
    while (System.nanoTime() < until) {
      for (ConsumerRecord<String, byte[]> record : consumer.poll(POLL)) {
        return record.offset() == origin.offset()
            ? Optional.of(KafkaEvents.logRecord(record))
            : Optional.empty();
      }
    }
    throw new EventLogException("the record at " + origin + " does not come");
  }

  private static List<TopicPartition> partitions(
      KafkaConsumer<String, byte[]> consumer, String topic) {
    return requireNonNullElse(consumer.partitionsFor(topic), List.<PartitionInfo>of()).stream()
        .map(info -> new TopicPartition(info.topic(), info.partition()))
        .toList();
  }

  private <T> T asked(Question<T> question) throws EventLogException, InterruptedException {
    try (KafkaConsumer<String, byte[]> consumer = consumer()) {
      return question.ask(consumer);
    } catch (InterruptException e) {
      throw Interrupts.checked(e);
    } catch (KafkaException e) {
      throw new EventLogException(
          "the brokers at " + config.bootstrap() + " do not show what stands on the log", e);
    }
  }

  private KafkaConsumer<String, byte[]> consumer() {
    int patience = Math.toIntExact(PATIENCE.toMillis());
    return new KafkaConsumer<>(
        config.client(
            Map.of(
                "enable.auto.commit", "false",
                "allow.auto.create.topics", "false",
                "auto.offset.reset", "earliest",
                "default.api.timeout.ms", patience,
                "request.timeout.ms", patience)),
        new StringDeserializer(),
        new ByteArrayDeserializer());
  }

  private synchronized KafkaProducer<String, byte[]> producer() {
    if (producer.isEmpty()) {
      int patience = Math.toIntExact(config.publishTimeout().toMillis());
      int request = Math.min(patience, Math.toIntExact(PATIENCE.toMillis()));
      producer =
          Optional.of(
              new KafkaProducer<>(
                  config.client(
                      Map.of(
                          "acks",
                          "all",
                          "enable.idempotence",
                          "true",
                          "linger.ms",
                          "0",
                          "max.block.ms",
                          request,
                          "request.timeout.ms",
                          request,
                          "delivery.timeout.ms",
                          patience,
                          "max.request.size",
                          LARGEST_RECORD,
                          "buffer.memory",
                          2L * LARGEST_RECORD)),
                  new StringSerializer(),
                  new ByteArraySerializer()));
    }
    return producer.get();
  }
}
