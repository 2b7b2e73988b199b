package dev.nevus.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.KafkaShareConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedKafkaIT {
  private static final String TOPIC = "images";
  private static final byte[] SMALL = {1, 2, 3};

  private final Path folder;
  private final String classPath;

  EmbeddedKafkaIT(@TempDir Path folder) throws Exception {
    this.folder = folder;
    this.classPath = EmbeddedClassPath.under(Path.of(System.getProperty("nevus.root")));
  }

  @Test
  void keepsRecordsAndClusterOverAKillAndAChangeOfPort() throws Exception {
    String cluster;
    try (EmbeddedKafka kafka = start(0)) {
      createTopic(kafka);
      produce(kafka, SMALL);
      cluster = clusterId(kafka);
      kafka.kill();
    }

    try (EmbeddedKafka kafka = start(0)) {
      assertThat(clusterId(kafka)).isEqualTo(cluster);
      assertThat(readAll(kafka, 1)).singleElement().isEqualTo(SMALL);
    }
  }

  @Test
  void restartsOnTheSamePortAfterClosing() throws Exception {
    int port;
    try (EmbeddedKafka kafka = start(0)) {
      port = kafka.port();
      createTopic(kafka);
      produce(kafka, SMALL);
    }

    try (EmbeddedKafka kafka = start(port)) {
      assertThat(kafka.port()).isEqualTo(port);
      assertThat(readAll(kafka, 1)).hasSize(1);
    }
  }

  @Test
  void carriesLargeRecordsToAShareGroup() throws Exception {
    byte[] large = new byte[32 << 20];
    large[large.length - 1] = 7;
    try (EmbeddedKafka kafka = start(0)) {
      createTopic(kafka);
      readGroupFromTheStart(kafka, "workers");
      produce(kafka, large);

      long begin = System.nanoTime();
      ConsumerRecord<byte[], byte[]> received = takeOne(kafka, "workers");

      System.out.println("first record of a new share group after " + millisSince(begin) + " ms");
      assertThat(received.value()).isEqualTo(large);
      assertThat(received.deliveryCount()).contains((short) 1);
    }
  }

  @Test
  void endsItselfWhenItsShareGroupsWouldStandStill() throws Exception {
    try (EmbeddedKafka kafka = start(Map.of("share.state.watch.ms", "1000"))) {
      createTopic(kafka);
      readGroupFromTheStart(kafka, "workers");
      produce(kafka, SMALL);
      takeOne(kafka, "workers");
    }

    // Their state is gone, and cannot be made anew on one broker.
    Map<String, String> broken =
        Map.of(
            "share.state.watch.ms",
            "1000",
            "share.coordinator.state.topic.replication.factor",
            "3");
    try (EmbeddedKafka kafka = start(broken);
        Admin admin = Admin.create(settings(kafka))) {
      admin.deleteTopics(List.of("__share_group_state")).all().get();

      assertThat(kafka.process().onExit().get(90, TimeUnit.SECONDS))
          .isEqualTo(BrokerProcess.EXIT_CODE);
    }
  }

  @Test
  void createsNoTopicByAccident() throws Exception {
    try (EmbeddedKafka kafka = start(0)) {
      assertThatThrownBy(() -> produce(kafka, SMALL)).isInstanceOf(ExecutionException.class);
    }
  }

  @Test
  void saysWhyItCannotStart() throws Exception {
    try (EmbeddedKafka first = start(0)) {
      assertThatThrownBy(() -> start(0))
          .isInstanceOf(ChildFailure.class)
          .hasMessageContaining("lock");
      assertThat(first.process().isAlive()).isTrue();
    }
  }

  private EmbeddedKafka start(int port) throws Exception {
    return start(port, Map.of());
  }

  private EmbeddedKafka start(Map<String, String> overrides) throws Exception {
    return start(0, overrides);
  }

  private EmbeddedKafka start(int port, Map<String, String> overrides) throws Exception {
    long begin = System.nanoTime();
    EmbeddedKafka kafka = EmbeddedKafka.start(folder, port, classPath, overrides);
    System.out.println(kafka + " ready after " + millisSince(begin) + " ms");
    return kafka;
  }

  private static long millisSince(long begin) {
    return Duration.ofNanos(System.nanoTime() - begin).toMillis();
  }

  private static void createTopic(EmbeddedKafka kafka) throws Exception {
    try (Admin admin = Admin.create(settings(kafka))) {
      admin.createTopics(List.of(new NewTopic(TOPIC, 1, (short) 1))).all().get();
    }
  }

  private static String clusterId(EmbeddedKafka kafka) throws Exception {
    try (Admin admin = Admin.create(settings(kafka))) {
      return admin.describeCluster().clusterId().get();
    }
  }

  private static void readGroupFromTheStart(EmbeddedKafka kafka, String group) throws Exception {
    ConfigEntry earliest = new ConfigEntry("share.auto.offset.reset", "earliest");
    try (Admin admin = Admin.create(settings(kafka))) {
      admin
          .incrementalAlterConfigs(
              Map.of(
                  new ConfigResource(ConfigResource.Type.GROUP, group),
                  List.of(new AlterConfigOp(earliest, AlterConfigOp.OpType.SET))))
          .all()
          .get();
    }
  }

  private static void produce(EmbeddedKafka kafka, byte[] value) throws Exception {
    Map<String, Object> settings = settings(kafka);
    settings.put("max.request.size", 36 << 20);
    settings.put("buffer.memory", 64 << 20);
    settings.put("max.block.ms", 2_000);
    try (var producer =
        new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
      producer.send(new ProducerRecord<>(TOPIC, value)).get();
    }
  }

  private static List<byte[]> readAll(EmbeddedKafka kafka, int expected) {
    List<byte[]> values = new ArrayList<>();
    TopicPartition partition = new TopicPartition(TOPIC, 0);
    try (var consumer =
        new KafkaConsumer<>(
            settings(kafka), new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      consumer.assign(List.of(partition));
      consumer.seekToBeginning(List.of(partition));
      long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
      while (values.size() < expected && System.nanoTime() < deadline) {
        consumer.poll(Duration.ofMillis(200)).forEach(record -> values.add(record.value()));
      }
    }
    return values;
  }

  private static ConsumerRecord<byte[], byte[]> takeOne(EmbeddedKafka kafka, String group) {
    Map<String, Object> settings = settings(kafka);
    settings.put("group.id", group);
    settings.put("share.acknowledgement.mode", "explicit");
    try (var consumer =
        new KafkaShareConsumer<>(
            settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      consumer.subscribe(List.of(TOPIC));
      long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
      while (System.nanoTime() < deadline) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(200))) {
          consumer.acknowledge(record);
          consumer.commitSync();
          return record;
        }
      }
    }
    throw new AssertionError("no record came");
  }

  private static Map<String, Object> settings(EmbeddedKafka kafka) {
    return new HashMap<>(Map.of("bootstrap.servers", kafka.bootstrap()));
  }
}
