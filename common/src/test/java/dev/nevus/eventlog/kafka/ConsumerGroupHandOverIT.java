package dev.nevus.eventlog.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.nevus.RealServers;
import dev.nevus.embedded.EmbeddedClassPath;
import dev.nevus.embedded.EmbeddedKafka;
import dev.nevus.event.Correlation;
import dev.nevus.event.DeadLettered;
import dev.nevus.event.ImageStored;
import dev.nevus.eventlog.Delivery;
import dev.nevus.eventlog.Handler;
import dev.nevus.eventlog.StoredImages;
import dev.nevus.eventlog.Topic;
import dev.nevus.eventlog.Verdict;
import dev.nevus.eventlog.WorkQueue;
import dev.nevus.image.ImageId;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What passes from owner to owner of a partition, on a broker without share groups. */
class ConsumerGroupHandOverIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private static KafkaUnderTest kafka;

  private final String group = "hand-over-" + UUID.randomUUID();
  private final List<WorkQueue> open = new ArrayList<>();
  private final List<ImageId> sent = new CopyOnWriteArrayList<>();

  @BeforeAll
  static void connect() throws Exception {
    kafka = KafkaUnderTest.on(OlderKafka.config());
  }

  @AfterAll
  static void disconnect() {
    kafka.close();
  }

  @AfterEach
  void close() {
    open.forEach(WorkQueue::close);
  }

  @Test
  void whatWasFinishedAheadOfASlowEventIsNotDoneAgain() throws Exception {
    publish(200);
    ConcurrentLinkedQueue<ImageId> first = new ConcurrentLinkedQueue<>();
    ConcurrentLinkedQueue<Delivery> second = new ConcurrentLinkedQueue<>();
    CountDownLatch never = new CountDownLatch(1);
    WorkQueue slow =
        start(
            delivery -> {
              if (image(delivery).equals(sent.get(0))) {
                never.await();
              }
              first.add(image(delivery));
              return Verdict.DONE;
            });
    await().atMost(PATIENCE).until(() -> first.size() == sent.size() - 1);
    slow.close();

    start(
        delivery -> {
          second.add(delivery);
          return Verdict.DONE;
        });
    await().atMost(PATIENCE).until(() -> !second.isEmpty());
    publish(1);
    await().atMost(PATIENCE).until(() -> second.size() >= 2);

    assertThat(second)
        .extracting(ConsumerGroupHandOverIT::image)
        .containsExactlyInAnyOrder(sent.get(0), sent.get(200));
    assertThat(second).extracting(Delivery::attempt).as("closing is no attempt").containsOnly(1);
  }

  @Test
  void workersThatComeAndGoLoseNothingAndRepeatNothing() throws Exception {
    long seed = new Random().nextLong();
    System.out.println("seed " + seed);
    Random random = new Random(seed);
    ConcurrentLinkedQueue<ImageId> done = new ConcurrentLinkedQueue<>();
    Handler brief =
        delivery -> {
          TimeUnit.MICROSECONDS.sleep(500 + Math.floorMod(image(delivery).hashCode(), 8000));
          done.add(image(delivery));
          return Verdict.DONE;
        };

    start(brief);
    for (int round = 0; round < 8; round++) {
      publish(100);
      if (open.size() == 1 || (open.size() < 4 && random.nextBoolean())) {
        start(brief);
      } else {
        open.remove(random.nextInt(open.size())).close();
      }
      // The next one comes or goes in the middle of the work.
      int enough = sent.size() - 70;
      await().atMost(PATIENCE).until(() -> done.size() >= enough);
    }
    await().atMost(PATIENCE).until(() -> done.size() >= sent.size());
    open.forEach(WorkQueue::close);

    assertThat(done).containsExactlyInAnyOrderElementsOf(sent);
    assertThat(kafka.tail().seen(DeadLettered.class)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aPlaceBeyondTheEndOfACutLogHidesNoImage(boolean isEpochKnown) throws Exception {
    publish(10);
    try (Admin admin = Admin.create(kafka.config().client(Map.of()))) {
      Map<TopicPartition, OffsetAndMetadata> beyond = new HashMap<>();
      for (int i = 0; i < OlderKafka.PARTITIONS; i++) {
        beyond.put(
            new TopicPartition(Topic.IMAGES_STORED.topicName(), i),
            new OffsetAndMetadata(
                100_000, isEpochKnown ? Optional.of(0) : Optional.empty(), "nevus1;a;0.1"));
      }
      admin.alterConsumerGroupOffsets(group, beyond).all().get();
    }
    Set<ImageId> done = ConcurrentHashMap.newKeySet();
    start(
        delivery -> {
          done.add(image(delivery));
          return Verdict.DONE;
        });

    // The first ones may come before the group has its partitions.
    await()
        .atMost(PATIENCE)
        .until(
            () -> {
              publish(1);
              return done.contains(sent.get(sent.size() - 2));
            });
    int since = sent.size();
    publish(20);

    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(done).containsAll(sent.subList(since, sent.size())));
  }

  @Test
  void aBrokerThatDiesAndComesBackLosesNothing(@TempDir Path folder) throws Exception {
    Set<ImageId> done = ConcurrentHashMap.newKeySet();
    EmbeddedKafka broker = broker(folder, 0);
    KafkaConfig config = KafkaConfig.plain(broker.bootstrap());
    KafkaTopics.create(config, 2, (short) 1);
    try (KafkaUnderTest dying = KafkaUnderTest.on(config)) {
      publish(dying, 300);
      start(
          dying,
          delivery -> {
            TimeUnit.MILLISECONDS.sleep(2);
            done.add(image(delivery));
            return Verdict.DONE;
          });
      await().atMost(PATIENCE).until(() -> done.size() >= 50);

      broker.kill();
      try (EmbeddedKafka again = broker(folder, broker.port())) {
        publish(dying, 10);

        await().atMost(PATIENCE).untilAsserted(() -> assertThat(done).containsAll(sent));
        assertThat(again.port()).isEqualTo(broker.port());
        close();
      }
    }
  }

  private static EmbeddedKafka broker(Path folder, int port) throws Exception {
    return EmbeddedKafka.start(
        folder,
        port,
        EmbeddedClassPath.under(RealServers.root()),
        Map.of("feature.share.version", "0", "group.min.session.timeout.ms", "1000"));
  }

  private WorkQueue start(Handler handler) {
    return start(kafka, handler);
  }

  private WorkQueue start(KafkaUnderTest on, Handler handler) {
    // A machine under load must not cost a membership here.
    Duration lock = Duration.ofSeconds(20);
    WorkQueue queue =
        on.queue(
            new WorkGroup(group, 2, lock, 3, Duration.ofSeconds(1), WorkQueueKind.CONSUMER_GROUP));
    open.add(queue);
    queue.start(
        delivery -> sent.contains(image(delivery)) ? handler.handle(delivery) : Verdict.DONE);
    return queue;
  }

  private void publish(int count) throws Exception {
    publish(kafka, count);
  }

  private void publish(KafkaUnderTest on, int count) throws Exception {
    for (int i = 0; i < count; i++) {
      ImageId image = StoredImages.unique();
      sent.add(image);
      on.log().publish(StoredImages.event(image), Correlation.NONE);
    }
  }

  private static ImageId image(Delivery delivery) {
    return ((ImageStored) delivery.event()).image();
  }
}
