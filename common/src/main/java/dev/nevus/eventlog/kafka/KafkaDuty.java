package dev.nevus.eventlog.kafka;

import dev.nevus.eventlog.Duty;
import dev.nevus.eventlog.Topic;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * {@link Duty} by the membership of a consumer group: who is given the first partition of a topic
 * is on duty. Nothing is ever read from it.
 */
public final class KafkaDuty implements Duty {
  private static final Duration POLL = Duration.ofMillis(500);
  // The classic protocol, because there the member itself says after what silence it is replaced.
  private static final int SILENCE_MILLIS = 10_000;
  private static final int HEARTBEAT_MILLIS = 2_000;
  // Closing must not cut short the wait for the end of the work.
  private static final Duration PATIENCE = DutyThread.PATIENCE.plusSeconds(20);

  private final KafkaConfig config;
  private final String group;
  private final Topic topic;
  private final ReaderThread thread;
  private volatile boolean onDuty;

  /**
   * Connects when started.
   *
   * @param group names the duty
   * @param topic any that is there; nobody else uses it in this group
   */
  public KafkaDuty(KafkaConfig config, String group, Topic topic) {
    this.config = config;
    this.group = group;
    this.topic = topic;
    this.thread = new ReaderThread("duty-" + group, PATIENCE);
  }

  @Override
  public void start(Work work) {
    // One for all memberships: it knows of work that did not end with an earlier one.
    DutyThread worker = new DutyThread(group, work);
    thread.start(() -> offer(worker));
  }

  @Override
  public boolean isOnDuty() {
    return onDuty;
  }

  @Override
  public void close() {
    thread.close();
  }

  @Override
  public String toString() {
    return "KafkaDuty[" + group + "]";
  }

  private void offer(DutyThread worker) throws InterruptedException {
    try (KafkaConsumer<String, byte[]> consumer = consumer()) {
      consumer.subscribe(List.of(topic.topicName()), new Membership(consumer, worker));
      while (!thread.isClosing()) {
        consumer.poll(POLL);
      }
    } catch (InterruptException e) {
      throw new InterruptedException("duty interrupted");
    } finally {
      // Whatever ended the membership: nobody works on without it.
      end(worker);
    }
  }

  private void begin(DutyThread worker) {
    onDuty = true;
    worker.begin();
  }

  private void end(DutyThread worker) {
    worker.end();
    onDuty = false;
  }

  private final class Membership implements ConsumerRebalanceListener {
    private final KafkaConsumer<String, byte[]> consumer;
    private final DutyThread worker;

    Membership(KafkaConsumer<String, byte[]> consumer, DutyThread worker) {
      this.consumer = consumer;
      this.worker = worker;
    }

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
      consumer.pause(partitions);
      if (isTheDuty(partitions)) {
        begin(worker);
      }
    }

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
      if (isTheDuty(partitions)) {
        end(worker);
      }
    }

    private static boolean isTheDuty(Collection<TopicPartition> partitions) {
      return partitions.stream().anyMatch(partition -> partition.partition() == 0);
    }
  }

  private KafkaConsumer<String, byte[]> consumer() {
    Map<String, Object> properties =
        config.client(
            Map.of(
                "group.id",
                group,
                "group.protocol",
                "classic",
                "session.timeout.ms",
                SILENCE_MILLIS,
                "heartbeat.interval.ms",
                HEARTBEAT_MILLIS,
                "partition.assignment.strategy",
                "org.apache.kafka.clients.consumer.CooperativeStickyAssignor",
                "enable.auto.commit",
                "false",
                "auto.offset.reset",
                "latest"));
    return new KafkaConsumer<>(properties, new StringDeserializer(), new ByteArrayDeserializer());
  }
}
