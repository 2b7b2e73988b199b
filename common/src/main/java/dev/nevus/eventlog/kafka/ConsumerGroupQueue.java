package dev.nevus.eventlog.kafka;

import dev.nevus.eventlog.Backoff;
import dev.nevus.eventlog.DeadLetters;
import dev.nevus.eventlog.Handler;
import dev.nevus.eventlog.Topic;
import dev.nevus.eventlog.WorkQueue;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.kafka.KafkaClientMetrics;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.InvalidSessionTimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@link WorkQueue} on a consumer group of the classic protocol, for brokers without share groups.
 * A partition is one worker's at a time, so workers beyond the partitions are idle. Within a
 * partition records end in any order; what is finished, and how often the rest was begun, travels
 * with the committed offset ({@link OffsetNote}) from owner to owner.
 */
public final class ConsumerGroupQueue implements WorkQueue {
  private static final Logger LOG = LoggerFactory.getLogger(ConsumerGroupQueue.class);

  /** Beyond the drain time: an interrupt, a last commit, the goodbye to the brokers. */
  private static final Duration GOODBYE = Duration.ofSeconds(10);

  /** Members learn of a rebalance by their next heartbeat: until then nobody can hand over. */
  private static final Duration LONGEST_HEARTBEAT_INTERVAL = Duration.ofSeconds(1);

  private final KafkaConfig config;
  private final WorkGroup group;
  private final Set<Topic> topics;
  private final KafkaEvents events;
  private final DeadLetters deadLetters;
  private final MeterRegistry registry;
  private final AtomicInteger inFlight = new AtomicInteger();
  private final ReaderThread thread;

  /** Connects when started. */
  public ConsumerGroupQueue(
      KafkaConfig config,
      WorkGroup group,
      Set<Topic> topics,
      KafkaEvents events,
      DeadLetters deadLetters,
      MeterRegistry registry) {
    this.config = config;
    this.group = group;
    this.topics = Set.copyOf(topics);
    this.events = events;
    this.deadLetters = deadLetters;
    this.registry = registry;
    this.thread = new ReaderThread("group-" + group.name(), group.drain().plus(GOODBYE));
    registry.gauge("nevus.in.flight", Tags.of("group", group.name()), inFlight);
  }

  @Override
  public void start(Handler handler) {
    RecordWork work =
        new RecordWork(
            events, handler, deadLetters, group.attempts(), Backoff.DEFAULT, Optional.empty());
    thread.start(() -> read(work));
  }

  @Override
  public int inFlight() {
    return inFlight.get();
  }

  @Override
  public void close() {
    thread.close();
  }

  @Override
  public String toString() {
    return "ConsumerGroupQueue[" + group.name() + ", " + group.lanes() + " lanes]";
  }

  private void read(RecordWork work) throws InterruptedException {
    try (KafkaConsumer<String, byte[]> consumer = consumer();
        KafkaClientMetrics metrics = new KafkaClientMetrics(consumer);
        WorkLanes lanes = new WorkLanes(group.lanes(), work, inFlight)) {
      metrics.bindTo(registry);
      try {
        new GroupSession(consumer, group, lanes, thread::isClosing).run(topics);
      } finally {
        // After a fault too: what is in hand is finished and told, as far as the brokers listen.
        consumer.close(CloseOptions.timeout(GOODBYE.dividedBy(3)));
      }
    } catch (InvalidSessionTimeoutException e) {
      LOG.atError()
          .addKeyValue("group", group.name())
          .addKeyValue("lock", group.lock())
          .log(
              "the brokers do not take NEVUS_WORK_LOCK: it has to lie between their"
                  + " group.min.session.timeout.ms and group.max.session.timeout.ms");
      throw e;
    } catch (InterruptException e) {
      throw new InterruptedException("work queue interrupted");
    }
  }

  private KafkaConsumer<String, byte[]> consumer() {
    Map<String, Object> more = new HashMap<>();
    more.put("group.id", group.name());
    more.put("group.protocol", "classic");
    more.put("partition.assignment.strategy", CooperativeStickyAssignor.class.getName());
    more.put("enable.auto.commit", "false");
    more.put("auto.offset.reset", "earliest");
    // Brokers of old make a topic out of a typing error.
    more.put("allow.auto.create.topics", "false");
    more.put("max.poll.records", Integer.toString(GroupSession.batch(group)));
    more.put("session.timeout.ms", millis(group.lock()));
    Duration third = group.lock().dividedBy(3);
    boolean isShort = third.compareTo(LONGEST_HEARTBEAT_INTERVAL) < 0;
    more.put("heartbeat.interval.ms", millis(isShort ? third : LONGEST_HEARTBEAT_INTERVAL));
    return new KafkaConsumer<>(
        config.client(more), new StringDeserializer(), new ByteArrayDeserializer());
  }

  private static String millis(Duration duration) {
    return Long.toString(duration.toMillis());
  }
}
