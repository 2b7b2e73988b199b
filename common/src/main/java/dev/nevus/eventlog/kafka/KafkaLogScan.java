package dev.nevus.eventlog.kafka;

import dev.nevus.eventlog.EventLogException;
import dev.nevus.eventlog.LogRecord;
import dev.nevus.eventlog.LogSpan;
import dev.nevus.eventlog.LogTail.Partition;
import dev.nevus.eventlog.Topic;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * Reads a piece of the log once, from its beginning to its end, and leaves no trace at the brokers:
 * no group, no places. Safe for many threads, each of which reads by a connection of its own.
 */
public final class KafkaLogScan {
  private static final Duration POLL = Duration.ofMillis(500);
  private static final Duration PATIENCE = Duration.ofMinutes(1);
  // What one reader holds at a time: little, since there may be many partitions.
  private static final int FETCH_BYTES = 4 << 20;
  private static final int PARTITION_BYTES = 1 << 20;

  private final KafkaConfig config;
  private final Duration patience;

  /** Connects when something is asked. */
  public KafkaLogScan(KafkaConfig config) {
    this(config, PATIENCE);
  }

  /**
   * @param patience with brokers that do not answer
   */
  KafkaLogScan(KafkaConfig config, Duration patience) {
    this.config = config;
    this.patience = patience;
  }

  /** Takes in the records of one partition, in order. */
  @FunctionalInterface
  public interface Reader {
    /**
     * @throws IOException to end the scan: whoever asked for it gets this very failure
     */
    void take(LogRecord record) throws IOException;
  }

  /**
   * All that is there now of some topics; nothing of one that is not there.
   *
   * @throws EventLogException if the brokers do not tell
   */
  public LogSpan span(Set<Topic> topics) throws EventLogException, InterruptedException {
    return asked(consumer -> span(consumer, topics));
  }

  private LogSpan span(KafkaConsumer<String, byte[]> consumer, Set<Topic> topics) {
    List<TopicPartition> partitions = new ArrayList<>();
    Map<String, List<PartitionInfo>> known = consumer.listTopics(patience);
    for (Topic topic : topics) {
      for (PartitionInfo info : known.getOrDefault(topic.topicName(), List.of())) {
        partitions.add(new TopicPartition(info.topic(), info.partition()));
      }
    }
    Map<TopicPartition, Long> begins = consumer.beginningOffsets(partitions, patience);
    Map<TopicPartition, Long> ends = consumer.endOffsets(partitions, patience);
    Map<Partition, LogSpan.Range> ranges = new HashMap<>();
    for (TopicPartition partition : partitions) {
      long begin = begins.getOrDefault(partition, 0L);
      ranges.put(
          new Partition(partition.topic(), partition.partition()),
          new LogSpan.Range(begin, Math.max(begin, ends.getOrDefault(partition, begin))));
    }
    return new LogSpan(ranges);
  }

  private <T> T asked(Function<KafkaConsumer<String, byte[]>, T> question)
      throws EventLogException, InterruptedException {
    try (KafkaConsumer<String, byte[]> consumer = consumer()) {
      return question.apply(consumer);
    } catch (InterruptException e) {
      throw Interrupts.checked(e);
    } catch (KafkaException e) {
      throw new EventLogException(
          "the brokers at " + config.bootstrap() + " do not tell how far the log goes", e);
    }
  }

  /**
   * What is there now of a topic from a moment on, by its records' times.
   *
   * @throws EventLogException if the brokers do not tell
   */
  public LogSpan span(Topic topic, Instant since) throws EventLogException, InterruptedException {
    LogSpan all = span(Set.of(topic));
    Map<TopicPartition, Long> times = new HashMap<>();
    all.ranges()
        .keySet()
        .forEach(partition -> times.put(place(partition), Math.max(0, since.toEpochMilli())));
    Map<TopicPartition, OffsetAndTimestamp> places =
        asked(consumer -> consumer.offsetsForTimes(times, patience));
    Map<Partition, LogSpan.Range> ranges = new HashMap<>();
    all.ranges()
        .forEach(
            (partition, range) -> {
              OffsetAndTimestamp first = places.get(place(partition));
              // What came after the end was asked for is not part of it.
              long begin = first == null ? range.end() : Math.min(first.offset(), range.end());
              ranges.put(partition, new LogSpan.Range(begin, range.end()));
            });
    return new LogSpan(ranges);
  }

  /**
   * Reads a range of a partition and returns when all of it was taken in.
   *
   * @return the first offset that was still there; above the range's beginning if records expired
   *     meanwhile
   * @throws EventLogException if the brokers do not answer for a minute, or the log was cut off
   * @throws IOException as the reader throws it
   */
  public long read(Partition partition, LogSpan.Range range, Reader reader)
      throws IOException, InterruptedException {
    TopicPartition place = place(partition);
    try (KafkaConsumer<String, byte[]> consumer = consumer()) {
      consumer.assign(List.of(place));
      consumer.seek(place, range.begin());
      return read(consumer, place, range, reader);
    } catch (InterruptException e) {
      throw Interrupts.checked(e);
    } catch (KafkaException e) {
      throw new EventLogException("the log at " + config.bootstrap() + " cannot be read", e);
    }
  }

  private long read(
      KafkaConsumer<String, byte[]> consumer,
      TopicPartition place,
      LogSpan.Range range,
      Reader reader)
      throws IOException {
    long first = range.begin();
    long reached = range.begin();
    long since = System.nanoTime();
    // The position passes what is no record as well, such as the marks of transactions.
    while (reached < range.end()) {
      try {
        for (ConsumerRecord<String, byte[]> record : consumer.poll(POLL)) {
          if (record.offset() < range.end()) {
            reader.take(KafkaEvents.logRecord(record));
          }
        }
      } catch (OffsetOutOfRangeException e) {
        first = afterExpiry(consumer, place, reached, e);
        consumer.seek(place, first);
      }
      long position = consumer.position(place, patience);
      if (position > reached) {
        since = System.nanoTime();
      } else if (System.nanoTime() - since > patience.toNanos()) {
        throw new EventLogException("the log at " + config.bootstrap() + " does not go on");
      }
      reached = position;
    }
    return first;
  }

  /** Where to go on; a log that ends before the place was cut off, and anything may follow. */
  private long afterExpiry(
      KafkaConsumer<String, byte[]> consumer,
      TopicPartition place,
      long reached,
      OffsetOutOfRangeException cause)
      throws EventLogException {
    long begin = consumer.beginningOffsets(List.of(place), patience).getOrDefault(place, 0L);
    if (begin <= reached) {
      throw new EventLogException("the log was cut off while it was read: " + place, cause);
    }
    return begin;
  }

  private static TopicPartition place(Partition partition) {
    return new TopicPartition(partition.topic(), partition.number());
  }

  private KafkaConsumer<String, byte[]> consumer() {
    Map<String, Object> properties =
        config.client(
            Map.of(
                "enable.auto.commit",
                "false",
                "auto.offset.reset",
                "none",
                "fetch.max.bytes",
                FETCH_BYTES,
                "max.partition.fetch.bytes",
                PARTITION_BYTES));
    return new KafkaConsumer<>(properties, new StringDeserializer(), new ByteArrayDeserializer());
  }

  @Override
  public String toString() {
    return "KafkaLogScan[" + config.bootstrap() + "]";
  }
}
