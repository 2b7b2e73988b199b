package dev.nevus.eventlog.kafka;

import dev.nevus.event.EventCodec;
import dev.nevus.eventlog.DeadLetters;
import dev.nevus.eventlog.Topic;
import dev.nevus.eventlog.WorkQueue;
import dev.nevus.store.InMemoryObjectStore;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;

/** The log and its queues on some broker, embedded or in a container, for the contracts. */
record KafkaUnderTest(
    KafkaConfig config, KafkaEventLog log, TailedLog tail, SimpleMeterRegistry registry)
    implements AutoCloseable {
  static KafkaUnderTest on(KafkaConfig config) {
    SimpleMeterRegistry registry = new SimpleMeterRegistry();
    Set<Topic> events = EnumSet.complementOf(EnumSet.of(Topic.IMAGES_INBOUND));
    return new KafkaUnderTest(
        config,
        new KafkaEventLog(config, events(), registry),
        new TailedLog(config, events),
        registry);
  }

  /** A queue as the contract of work queues wants it. */
  WorkQueue queue(WorkQueueKind kind, String group, int lanes) {
    return queue(
        new WorkGroup(group, lanes, Duration.ofSeconds(2), 3, Duration.ofSeconds(1), kind));
  }

  WorkQueue queue(WorkGroup work) {
    DeadLetters letters = new DeadLetters(new InMemoryObjectStore(), log, Clock.systemUTC());
    return new KafkaWorkQueues(config, events(), letters, registry)
        .open(work, Set.of(Topic.IMAGES_STORED));
  }

  private static KafkaEvents events() {
    return new KafkaEvents(new EventCodec("test"));
  }

  @Override
  public void close() {
    tail.close();
    log.close();
    registry.close();
  }
}
