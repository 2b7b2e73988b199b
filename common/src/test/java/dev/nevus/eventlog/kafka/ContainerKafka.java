package dev.nevus.eventlog.kafka;

import dev.nevus.DockerServers;
import dev.nevus.eventlog.EventLogException;
import java.util.Optional;
import org.testcontainers.kafka.KafkaContainer;

/** One broker in a container for all tests of a JVM; it ends with the JVM. */
final class ContainerKafka {
  private static final String IMAGE = "apache/kafka:4.4.0";

  private static Optional<KafkaUnderTest> running = Optional.empty();

  private ContainerKafka() {}

  /** The log on it; skips or fails the test where there is no Docker. */
  static synchronized KafkaUnderTest start() throws EventLogException, InterruptedException {
    DockerServers.require();
    if (running.isPresent()) {
      return running.get();
    }
    KafkaContainer broker =
        new KafkaContainer(IMAGE)
            .withEnv("KAFKA_SHARE_COORDINATOR_STATE_TOPIC_REPLICATION_FACTOR", "1")
            .withEnv("KAFKA_SHARE_COORDINATOR_STATE_TOPIC_MIN_ISR", "1")
            .withEnv("KAFKA_GROUP_SHARE_MIN_RECORD_LOCK_DURATION_MS", "1000");
    broker.start();
    KafkaConfig config = KafkaConfig.plain(broker.getBootstrapServers());
    KafkaTopics.create(config, 1, (short) 1);
    KafkaUnderTest kafka = KafkaUnderTest.on(config);
    running = Optional.of(kafka);
    return kafka;
  }
}
