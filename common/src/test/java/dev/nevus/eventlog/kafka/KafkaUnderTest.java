package dev.nevus.eventlog.kafka;

import dev.nevus.RealServers;
import dev.nevus.event.EventCodec;
import dev.nevus.eventlog.GivingUp;
import dev.nevus.eventlog.Topic;
import dev.nevus.eventlog.WorkQueue;
import dev.nevus.store.ObjectStore;
import dev.nevus.store.s3.S3Config;
import dev.nevus.store.s3.S3ObjectStore;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
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
    GivingUp givingUp = GivingUp.in(Store.OPEN, log, Clock.systemUTC(), registry);
    return new KafkaWorkQueues(config, events(), givingUp, registry)
        .open(work, Set.of(Topic.IMAGES_STORED));
  }

  private static KafkaEvents events() {
    return new KafkaEvents(new EventCodec("test"));
  }

  /** The address of the store, as a system property for another process that is to share it. */
  static String storeProperty() {
    return "-D" + Store.PROPERTY + "=" + RealServers.store().endpoint();
  }

  /** One real store for all processes of a test: attempts are counted over all of them. */
  private static final class Store {
    static final String PROPERTY = "nevus.test.store";
    static final ObjectStore OPEN = new S3ObjectStore(config());

    private static S3Config config() {
      String endpoint = System.getProperty(PROPERTY, "");
      return endpoint.isEmpty() ? RealServers.store() : RealServers.storeAt(URI.create(endpoint));
    }
  }

  @Override
  public void close() {
    tail.close();
    log.close();
    registry.close();
  }
}
