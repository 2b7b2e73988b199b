package dev.nevus.eventlog.kafka;

import dev.nevus.eventlog.Backoff;
import dev.nevus.eventlog.RecordHandler;
import dev.nevus.eventlog.RecordSubscription;
import dev.nevus.eventlog.Topic;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.kafka.KafkaClientMetrics;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.RebalanceInProgressException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@link RecordSubscription} on a Kafka consumer group; an offset is committed only after its
 * record's handler returned.
 */
public final class KafkaRecordSubscription implements RecordSubscription {
  private static final Logger LOG = LoggerFactory.getLogger(KafkaRecordSubscription.class);
  private static final Duration POLL = Duration.ofMillis(500);
  private static final Duration BETWEEN_COMMITS = Duration.ofMillis(100);

  private final KafkaConfig config;
  private final String group;
  private final Topic topic;
  private final MeterRegistry registry;
  private final Backoff backoff = Backoff.DEFAULT;
  private final ReaderThread thread;

  /** Connects when started. */
  public KafkaRecordSubscription(
      KafkaConfig config, String group, Topic topic, MeterRegistry registry) {
    this.config = config;
    this.group = group;
    this.topic = topic;
    this.registry = registry;
    this.thread = new ReaderThread("subscription-" + topic.topicName());
  }

  @Override
  public void start(RecordHandler handler) {
    thread.start(() -> read(handler));
  }

  @Override
  public void close() {
    thread.close();
  }

  @Override
  public String toString() {
    return "KafkaRecordSubscription[" + topic.topicName() + ", group " + group + "]";
  }

  private void read(RecordHandler handler) throws InterruptedException {
    try (KafkaConsumer<String, byte[]> consumer = consumer();
        KafkaClientMetrics metrics = new KafkaClientMetrics(consumer)) {
      metrics.bindTo(registry);
      consumer.subscribe(List.of(topic.topicName()));
      while (!thread.isClosing()) {
        ConsumerRecords<String, byte[]> records = consumer.poll(POLL);
        for (ConsumerRecord<String, byte[]> record : records) {
          if (!finish(consumer, handler, record)) {
            // Closing, or the partition may have moved on: what is uncommitted comes again, here or
            // elsewhere.
            return;
          }
        }
      }
    } catch (WakeupException e) {
      LOG.debug("woken to close");
    } catch (InterruptException e) {
      throw new InterruptedException("subscription interrupted");
    }
  }

  /** Whether the record's handler returned and its place is kept. */
  private boolean finish(
      KafkaConsumer<String, byte[]> consumer,
      RecordHandler handler,
      ConsumerRecord<String, byte[]> record)
      throws InterruptedException {
    TopicPartition partition = new TopicPartition(record.topic(), record.partition());
    for (int failures = 1; !thread.isClosing(); failures++) {
      try {
        handler.handle(KafkaEvents.logRecord(record));
        return keep(consumer, partition, record.offset() + 1);
      } catch (IOException e) {
        LOG.atWarn()
            .addKeyValue("partition", partition)
            .addKeyValue("offset", record.offset())
            .addKeyValue("failures", failures)
            .addKeyValue("cause", e.getMessage())
            .log("a neighbour is away, the record waits");
        waitPaused(consumer, partition, backoff.after(failures));
      }
    }
    return false;
  }

  /** Whether the place is kept: in the middle of a rebalance brokers take none, so it waits. */
  private boolean keep(
      KafkaConsumer<String, byte[]> consumer, TopicPartition partition, long next) {
    while (true) {
      try {
        consumer.commitSync(Map.of(partition, new OffsetAndMetadata(next)));
        return true;
      } catch (RebalanceInProgressException e) {
        if (thread.isClosing()) {
          return false;
        }
        LOG.atDebug().addKeyValue("partition", partition).log("a place waits for a rebalance");
        waitPaused(consumer, partition, BETWEEN_COMMITS);
      }
    }
  }

  /** Polls without taking anything, so that a long wait does not cost the membership. */
  private void waitPaused(
      KafkaConsumer<String, byte[]> consumer, TopicPartition partition, Duration pause) {
    consumer.pause(consumer.assignment());
    long until = System.nanoTime() + pause.toNanos();
    while (System.nanoTime() < until && !thread.isClosing()) {
      leaveForLater(consumer, consumer.poll(Duration.ofMillis(Math.min(100, pause.toMillis()))));
    }
    consumer.resume(consumer.paused());
    if (!consumer.assignment().contains(partition)) {
      throw new KafkaException("the partition moved to another member during a wait");
    }
  }

  /**
   * Partitions that were assigned during a wait are not paused yet: what they brought is asked for
   * again, or the next commit of theirs would pass it over.
   */
  private static void leaveForLater(
      KafkaConsumer<String, byte[]> consumer, ConsumerRecords<String, byte[]> arrived) {
    for (TopicPartition partition : arrived.partitions()) {
      consumer.seek(partition, arrived.records(partition).get(0).offset());
      consumer.pause(List.of(partition));
    }
  }

  private KafkaConsumer<String, byte[]> consumer() {
    Map<String, Object> properties =
        config.client(
            Map.of(
                "group.id",
                group,
                // Known to brokers of every age; while members come and go all keep what is theirs.
                "group.protocol",
                "classic",
                "partition.assignment.strategy",
                CooperativeStickyAssignor.class.getName(),
                // What a dead member held is read by others so soon; the client's default is 45 s.
                "session.timeout.ms",
                "15000",
                "enable.auto.commit",
                "false",
                "auto.offset.reset",
                "earliest",
                // Records hold whole images: few at a time bound the memory.
                "max.poll.records",
                "4",
                "fetch.max.bytes",
                Integer.toString(32 * 1024 * 1024),
                "max.partition.fetch.bytes",
                Integer.toString(32 * 1024 * 1024)));
    return new KafkaConsumer<>(properties, new StringDeserializer(), new ByteArrayDeserializer());
  }
}
