package dev.nevus.eventlog.kafka;

import static dev.nevus.eventlog.kafka.InboundRecords.number;
import static dev.nevus.eventlog.kafka.InboundRecords.numbers;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.nevus.RealServers;
import dev.nevus.eventlog.LogRecord;
import dev.nevus.eventlog.RecordHandler;
import dev.nevus.eventlog.Topic;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Records of other tests on the topic are told apart by their key and let pass. */
class KafkaRecordSubscriptionIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final InboundRecords records = InboundRecords.ofATest();
  private final String group = "group-" + records.key();
  private final SimpleMeterRegistry figures = new SimpleMeterRegistry();
  private final List<KafkaRecordSubscription> open = new ArrayList<>();

  @AfterEach
  void close() {
    open.forEach(KafkaRecordSubscription::close);
  }

  @Test
  void handsRecordsInOrderWithKeyAndHeaders() throws Exception {
    Queue<LogRecord> seen = new ConcurrentLinkedQueue<>();
    records.send(5);

    start(seen::add);

    await().atMost(PATIENCE).until(() -> seen.size() == 5);
    assertThat(seen).extracting(InboundRecords::number).containsExactlyElementsOf(numbers(5));
    assertThat(seen)
        .allMatch(record -> record.header("correlation-id").orElse("").equals(records.key()));
  }

  @Test
  void aRecordComesAgainUntilItsNeighbourIsBackAndOthersWaitInOrder() throws Exception {
    Queue<String> done = new ConcurrentLinkedQueue<>();
    AtomicInteger failures = new AtomicInteger();
    records.send(4);

    start(
        record -> {
          if (number(record).equals("1") && failures.incrementAndGet() < 5) {
            throw new IOException("away, on purpose");
          }
          done.add(number(record));
        });

    await().atMost(PATIENCE).until(() -> done.size() == 4);
    assertThat(done).containsExactlyElementsOf(numbers(4));
  }

  @Test
  void keepsPollingAndItsPlaceInTheGroupWhileANeighbourIsAway() throws Exception {
    AtomicInteger failures = new AtomicInteger();
    AtomicBoolean back = new AtomicBoolean();
    Queue<String> done = new ConcurrentLinkedQueue<>();
    records.send(2);
    start(
        record -> {
          if (!back.get()) {
            failures.incrementAndGet();
            throw new IOException("away, on purpose");
          }
          done.add(number(record));
        });
    await().atMost(PATIENCE).until(() -> failures.get() >= 1);
    String member = onlyMember();

    // The pauses before these are longer than three seconds together.
    await().atMost(PATIENCE).until(() -> failures.get() >= 5);

    assertThat(onlyMember()).isEqualTo(member);
    assertThat(secondsSinceItPolled()).isLessThan(5);
    back.set(true);
    await().atMost(PATIENCE).until(() -> done.size() == 2);
    assertThat(onlyMember()).isEqualTo(member);
  }

  private String onlyMember() throws Exception {
    try (Admin admin = Admin.create(RealServers.kafka().client(Map.of()))) {
      ConsumerGroupDescription told =
          admin.describeConsumerGroups(List.of(group)).all().get().values().iterator().next();
      assertThat(told.members()).hasSize(1);
      return told.members().iterator().next().consumerId();
    }
  }

  private double secondsSinceItPolled() {
    return figures.get("kafka.consumer.last.poll.seconds.ago").gauge().value();
  }

  @Test
  void whatWasNotFinishedComesToTheNextMember() throws Exception {
    Queue<String> first = new ConcurrentLinkedQueue<>();
    Queue<String> second = new ConcurrentLinkedQueue<>();
    AtomicBoolean away = new AtomicBoolean();
    records.send(6);

    KafkaRecordSubscription leaving =
        start(
            record -> {
              if (first.size() == 3) {
                away.set(true);
                throw new IOException("away, on purpose");
              }
              first.add(number(record));
            });
    await().atMost(PATIENCE).untilTrue(away);
    leaving.close();
    start(record -> second.add(number(record)));

    await().atMost(PATIENCE).until(() -> second.size() == 3);
    assertThat(first).containsExactly("0", "1", "2");
    assertThat(second).containsExactly("3", "4", "5");
  }

  @Test
  void aGroupOfTheNewerProtocolGoesOnWhereItWas() throws Exception {
    Queue<String> seen = new ConcurrentLinkedQueue<>();
    records.send(5);
    readWithTheNewerProtocol(3);

    start(record -> seen.add(number(record)));

    await().atMost(PATIENCE).until(() -> seen.size() == 2);
    assertThat(seen).containsExactly("3", "4");
  }

  private void readWithTheNewerProtocol(int count) {
    Map<String, Object> properties =
        RealServers.kafka()
            .client(
                Map.of(
                    "group.id", group,
                    "group.protocol", "consumer",
                    "enable.auto.commit", "false",
                    "auto.offset.reset", "earliest",
                    "max.poll.records", "1"));
    try (KafkaConsumer<String, byte[]> consumer =
        new KafkaConsumer<>(properties, new StringDeserializer(), new ByteArrayDeserializer())) {
      consumer.subscribe(List.of(Topic.IMAGES_INBOUND.topicName()));
      AtomicInteger read = new AtomicInteger();
      await()
          .pollInSameThread()
          .atMost(PATIENCE)
          .until(
              () -> {
                consumer
                    .poll(Duration.ofMillis(100))
                    .forEach(
                        record -> {
                          if (records.key().equals(record.key())) {
                            read.incrementAndGet();
                          }
                        });
                consumer.commitSync();
                return read.get() == count;
              });
    }
  }

  /** Its member is taken for dead meanwhile, and says so when it asks for a place to be kept. */
  @Test
  void aHandlerThatTakesLongerThanTheLongestPauseBetweenPollsPassesNothingOver() throws Exception {
    KafkaConfig impatient = PollTimeoutIT.impatient(RealServers.kafka());
    Queue<String> slow = new ConcurrentLinkedQueue<>();
    Queue<String> other = new ConcurrentLinkedQueue<>();
    CountDownLatch release = new CountDownLatch(1);
    records.send(6);
    start(
        impatient,
        record -> {
          slow.add(number(record));
          release.await();
        });
    await().atMost(PATIENCE).until(() -> slow.size() == 1);

    KafkaRecordSubscription second = start(impatient, record -> other.add(number(record)));
    await().atMost(PATIENCE).until(() -> other.size() == 6);
    second.close();
    release.countDown();
    records.send(6);

    await().atMost(PATIENCE).until(() -> slow.size() == 7);
    assertThat(other).containsExactlyElementsOf(numbers(6));
    assertThat(slow).containsExactly("0", "0", "1", "2", "3", "4", "5");
  }

  private KafkaRecordSubscription start(RecordHandler handler) {
    return start(RealServers.kafka(), handler);
  }

  private KafkaRecordSubscription start(KafkaConfig config, RecordHandler handler) {
    KafkaRecordSubscription subscription =
        new KafkaRecordSubscription(config, group, Topic.IMAGES_INBOUND, figures);
    open.add(subscription);
    subscription.start(
        record -> {
          if (records.has(record)) {
            handler.handle(record);
          }
        });
    return subscription;
  }
}
