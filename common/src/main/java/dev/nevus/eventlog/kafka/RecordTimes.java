package dev.nevus.eventlog.kafka;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * When single records were written. Fetches one batch for an answer, and remembers the last one of
 * each partition: a record that waits is asked for again and again. For one thread at a time.
 */
final class RecordTimes implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(RecordTimes.class);
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private final KafkaConfig config;
  private final Map<TopicPartition, Known> known = new HashMap<>();
  private Optional<KafkaConsumer<byte[], byte[]>> consumer = Optional.empty();

  private record Known(long offset, Instant at) {}

  /** Connects at the first question. */
  RecordTimes(KafkaConfig config) {
    this.config = config;
  }

  /**
   * When the first record from this place on was written; empty where none came in time, or the
   * brokers did not give it: that many records wait is worth knowing without it.
   */
  Optional<Instant> at(TopicPartition partition, long offset) {
    Known last = known.get(partition);
    if (last != null && last.offset() == offset) {
      return Optional.of(last.at());
    }
    try {
      Optional<Instant> at = read(partition, offset);
      at.ifPresent(time -> known.put(partition, new Known(offset, time)));
      return at;
    } catch (InterruptException e) {
      throw e;
    } catch (KafkaException e) {
      LOG.atDebug().setCause(e).addKeyValue("partition", partition).log("a record was not read");
      return Optional.empty();
    }
  }

  @Override
  public void close() {
    consumer.ifPresent(KafkaConsumer::close);
    consumer = Optional.empty();
  }

  private Optional<Instant> read(TopicPartition partition, long offset) {
    if (consumer.isEmpty()) {
      consumer = Optional.of(open());
    }
    KafkaConsumer<byte[], byte[]> reader = consumer.get();
    reader.assign(List.of(partition));
    reader.seek(partition, offset);
    for (ConsumerRecord<byte[], byte[]> record : reader.poll(PATIENCE)) {
      return Optional.of(Instant.ofEpochMilli(record.timestamp()));
    }
    return Optional.empty();
  }

  private KafkaConsumer<byte[], byte[]> open() {
    return new KafkaConsumer<>(
        config.client(
            Map.of(
                "enable.auto.commit", "false",
                "auto.offset.reset", "earliest",
                "max.poll.records", "1",
                // A batch comes whole all the same, but no second one.
                "max.partition.fetch.bytes", "1",
                "default.api.timeout.ms", Math.toIntExact(PATIENCE.toMillis()))),
        new ByteArrayDeserializer(),
        new ByteArrayDeserializer());
  }
}
