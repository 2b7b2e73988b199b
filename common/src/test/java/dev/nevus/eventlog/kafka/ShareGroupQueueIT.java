package dev.nevus.eventlog.kafka;

import dev.nevus.RealServers;
import dev.nevus.event.DeadLettered;
import dev.nevus.event.EventCodec;
import dev.nevus.eventlog.DeadLetters;
import dev.nevus.eventlog.EventLog;
import dev.nevus.eventlog.Topic;
import dev.nevus.eventlog.WorkQueue;
import dev.nevus.eventlog.WorkQueueContract;
import dev.nevus.store.InMemoryObjectStore;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;

class ShareGroupQueueIT extends WorkQueueContract {
  private static final SimpleMeterRegistry REGISTRY = new SimpleMeterRegistry();
  private static final KafkaEvents EVENTS = new KafkaEvents(new EventCodec("test"));
  private static final KafkaEventLog LOG = new KafkaEventLog(RealServers.kafka(), EVENTS, REGISTRY);
  private static final TailedLog LETTERS =
      new TailedLog(RealServers.kafka(), Set.of(Topic.DEAD_LETTERS));

  @Override
  protected EventLog log() {
    return LOG;
  }

  @Override
  protected WorkQueue queue(String group, int lanes) {
    ShareGroup share =
        new ShareGroup(group, lanes, Duration.ofSeconds(2), 3, Duration.ofSeconds(1));
    DeadLetters letters = new DeadLetters(new InMemoryObjectStore(), LOG, Clock.systemUTC());
    return new ShareGroupQueue(
        RealServers.kafka(), share, Set.of(Topic.IMAGES_STORED), EVENTS, letters, REGISTRY);
  }

  @Override
  protected List<DeadLettered> deadLetters() {
    return LETTERS.seen(DeadLettered.class);
  }

  @AfterAll
  static void close() {
    LETTERS.close();
    LOG.close();
  }
}
