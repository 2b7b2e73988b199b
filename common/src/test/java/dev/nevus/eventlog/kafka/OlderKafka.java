package dev.nevus.eventlog.kafka;

import dev.nevus.RealServers;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;

/** A broker without share groups, every topic in eight partitions, for all tests of a JVM. */
final class OlderKafka {
  static final int PARTITIONS = 8;

  private static Optional<KafkaConfig> running = Optional.empty();

  private OlderKafka() {}

  static synchronized KafkaConfig config() throws IOException, InterruptedException {
    if (running.isEmpty()) {
      KafkaConfig config =
          RealServers.startKafka(
              "older-broker",
              Map.of("feature.share.version", "0", "group.min.session.timeout.ms", "1000"));
      KafkaTopics.create(config, PARTITIONS, (short) 1);
      running = Optional.of(config);
    }
    return running.get();
  }
}
