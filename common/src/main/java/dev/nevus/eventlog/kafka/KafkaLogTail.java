package dev.nevus.eventlog.kafka;

import dev.nevus.eventlog.Backoff;
import dev.nevus.eventlog.LogRecord;
import dev.nevus.eventlog.LogTail;
import dev.nevus.eventlog.PlacesMovedException;
import dev.nevus.eventlog.Topic;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@link LogTail} on a Kafka consumer without a group: all partitions assigned, places kept by the
 * reader alone.
 */
public final class KafkaLogTail implements LogTail {
  private static final Logger LOG = LoggerFactory.getLogger(KafkaLogTail.class);
  private static final Duration POLL = Duration.ofMillis(500);
  private static final Duration LOOK_FOR_PARTITIONS = Duration.ofMinutes(1);
  private static final int IDLE_POLLS = 4;

  private final KafkaConfig config;
  private final Start start;
  private final ReaderThread thread = new ReaderThread("log-tail");
  private final Map<TopicPartition, Long> begun = new HashMap<>();
  private volatile long behind = -1;

  private enum Start {
    BEGINNING,
    END
  }

  /** Connects when started. */
  public KafkaLogTail(KafkaConfig config) {
    this(config, Start.BEGINNING);
  }

  private KafkaLogTail(KafkaConfig config, Start start) {
    this.config = config;
    this.start = start;
  }

  /** Reads only what comes from now on, where its reader knows no place. */
  public static KafkaLogTail fromTheEnd(KafkaConfig config) {
    return new KafkaLogTail(config, Start.END);
  }

  @Override
  public void start(Set<Topic> topics, Reader reader) {
    thread.start(() -> read(topics, reader));
  }

  @Override
  public OptionalLong behind() {
    long known = behind;
    return known < 0 ? OptionalLong.empty() : OptionalLong.of(known);
  }

  @Override
  public void close() {
    thread.close();
  }

  @Override
  public String toString() {
    return "KafkaLogTail[" + config.bootstrap() + "]";
  }

  /**
   * One consumer's life: ends when partitions may have been added, or when the reader could not
   * take records in.
   */
  private void read(Set<Topic> topics, Reader reader) throws InterruptedException {
    try (KafkaConsumer<String, byte[]> consumer = consumer()) {
      assign(consumer, topics, reader.positions());
      long lookAgainAt = System.nanoTime() + LOOK_FOR_PARTITIONS.toNanos();
      int idle = 0;
      while (!thread.isClosing() && System.nanoTime() < lookAgainAt) {
        List<LogRecord> records = new ArrayList<>();
        for (ConsumerRecord<String, byte[]> record : consumer.poll(POLL)) {
          records.add(KafkaEvents.logRecord(record));
        }
        idle = records.isEmpty() ? idle + 1 : 0;
        if (!records.isEmpty() || idle % IDLE_POLLS == 0) {
          take(reader, records);
        }
        behind = lag(consumer);
      }
    } catch (PlacesMovedException e) {
      behind = -1;
      LOG.atInfo().addKeyValue("cause", e.getMessage()).log("the log is read from other places");
    } catch (IOException e) {
      LOG.atWarn()
          .addKeyValue("cause", e.getMessage())
          .log("the reader's places are not known yet");
      thread.pause(Backoff.DEFAULT.after(1));
    } catch (InterruptException e) {
      throw new InterruptedException("log tail interrupted");
    }
  }

  /**
   * Hands the records in until they are taken; nothing else can be done before, or they would be
   * skipped.
   */
  private void take(Reader reader, List<LogRecord> records)
      throws InterruptedException, PlacesMovedException {
    for (int failures = 1; !thread.isClosing(); failures++) {
      try {
        reader.take(records);
        return;
      } catch (PlacesMovedException e) {
        throw e;
      } catch (IOException e) {
        LOG.atWarn()
            .addKeyValue("cause", e.getMessage())
            .log("records could not be taken in and wait");
        thread.pause(Backoff.DEFAULT.after(failures));
      }
    }
  }

  private void assign(
      KafkaConsumer<String, byte[]> consumer, Set<Topic> topics, Map<Partition, Long> positions) {
    Set<TopicPartition> partitions = new HashSet<>();
    for (Topic topic : topics) {
      for (PartitionInfo info : consumer.partitionsFor(topic.topicName())) {
        partitions.add(new TopicPartition(info.topic(), info.partition()));
      }
    }
    consumer.assign(partitions);
    Set<TopicPartition> unknown = new HashSet<>(partitions);
    positions.forEach(
        (partition, offset) -> {
          TopicPartition known = new TopicPartition(partition.topic(), partition.number());
          if (partitions.contains(known)) {
            consumer.seek(known, offset);
            unknown.remove(known);
          }
        });
    if (unknown.isEmpty()) {
      // Of no partitions Kafka understands all.
      return;
    }
    if (start == Start.END && begun.isEmpty()) {
      consumer.seekToEnd(unknown);
      Map<TopicPartition, Long> ends = new HashMap<>();
      unknown.forEach(partition -> ends.put(partition, consumer.position(partition)));
      begun.putAll(ends);
      return;
    }
    // Partitions that were added later have nothing from before.
    consumer.seekToBeginning(unknown);
    begun.forEach(
        (partition, offset) -> {
          if (unknown.contains(partition)) {
            consumer.seek(partition, offset);
          }
        });
  }

  private static long lag(KafkaConsumer<String, byte[]> consumer) {
    long sum = 0;
    for (TopicPartition partition : consumer.assignment()) {
      OptionalLong lag = consumer.currentLag(partition);
      if (lag.isEmpty()) {
        return -1;
      }
      sum += lag.getAsLong();
    }
    return sum;
  }

  private KafkaConsumer<String, byte[]> consumer() {
    Map<String, Object> properties =
        config.client(Map.of("enable.auto.commit", "false", "auto.offset.reset", "earliest"));
    return new KafkaConsumer<>(properties, new StringDeserializer(), new ByteArrayDeserializer());
  }
}
