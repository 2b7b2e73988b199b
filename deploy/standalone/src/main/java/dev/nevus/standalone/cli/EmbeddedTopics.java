package dev.nevus.standalone.cli;

import dev.nevus.eventlog.kafka.KafkaConfig;
import dev.nevus.eventlog.kafka.KafkaTopics;
import java.io.IOException;

/** The topics on the embedded broker. */
final class EmbeddedTopics {
  /**
   * Some for the doors and read models to share; the workers' share group does not need more of
   * them.
   */
  private static final int PARTITIONS = 3;

  private static final short REPLICAS = 1;

  private EmbeddedTopics() {}

  /** Returns once every topic is there. */
  static void create(String bootstrap) throws IOException, InterruptedException {
    create(bootstrap, PARTITIONS);
  }

  /** With so many partitions, at least the usual ones: a consumer group needs one a member. */
  static void create(String bootstrap, int partitions) throws IOException, InterruptedException {
    KafkaTopics.create(KafkaConfig.plain(bootstrap), Math.max(PARTITIONS, partitions), REPLICAS);
  }
}
