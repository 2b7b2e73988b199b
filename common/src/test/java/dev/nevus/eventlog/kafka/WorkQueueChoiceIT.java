package dev.nevus.eventlog.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.nevus.RealServers;
import dev.nevus.event.Correlation;
import dev.nevus.eventlog.StoredImages;
import dev.nevus.eventlog.Verdict;
import dev.nevus.eventlog.WorkQueue;
import dev.nevus.image.ImageId;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class WorkQueueChoiceIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final String group = "choice-" + UUID.randomUUID();

  @Test
  void aNewGroupIsAShareGroupWhereThereAreSuch() throws Exception {
    assertThat(new WorkQueueChoice(RealServers.kafka()).ask(group))
        .isEqualTo(WorkQueueKind.SHARE_GROUP);
  }

  @Test
  void aShareGroupStaysOne() throws Exception {
    workOn(RealServers.kafka(), WorkQueueKind.AUTO, "ShareGroupQueue");

    assertThat(new WorkQueueChoice(RealServers.kafka()).ask(group))
        .isEqualTo(WorkQueueKind.SHARE_GROUP);
  }

  @Test
  void aGroupThatBeganAsAConsumerGroupStaysOne() throws Exception {
    workOn(RealServers.kafka(), WorkQueueKind.CONSUMER_GROUP, "ConsumerGroupQueue");

    assertThat(new WorkQueueChoice(RealServers.kafka()).ask(group))
        .isEqualTo(WorkQueueKind.CONSUMER_GROUP);
  }

  @Test
  void brokersWithoutShareGroupsGiveAConsumerGroup() throws Exception {
    workOn(OlderKafka.config(), WorkQueueKind.AUTO, "ConsumerGroupQueue");
  }

  @Test
  void brokersThatAreAwayDoNotKeepAQueueFromClosing() {
    KafkaConfig nobody = KafkaConfig.plain("127.0.0.1:1");
    try (KafkaUnderTest kafka = KafkaUnderTest.on(RealServers.kafka())) {
      KafkaUnderTest away = new KafkaUnderTest(nobody, kafka.log(), kafka.tail(), kafka.registry());
      WorkQueue queue = away.queue(WorkQueueKind.AUTO, group, 1);
      queue.start(delivery -> Verdict.DONE);

      queue.close();

      assertThat(queue.inFlight()).isZero();
      assertThat(queue.toString()).contains("not chosen yet");
    }
  }

  @Test
  void aQueueThatDoesNotOpenIsOpenedAgain() {
    AtomicInteger tries = new AtomicInteger();
    try (KafkaUnderTest kafka = KafkaUnderTest.on(RealServers.kafka());
        WorkQueue queue =
            new ChosenWorkQueue(
                group,
                new WorkQueueChoice(kafka.config()),
                kind -> {
                  if (tries.incrementAndGet() < 3) {
                    throw new IllegalStateException("does not open, on purpose");
                  }
                  return kafka.queue(kind, group, 1);
                })) {
      queue.start(delivery -> Verdict.DONE);

      await().atMost(PATIENCE).until(() -> queue.toString().startsWith("ShareGroupQueue"));
    }
    assertThat(tries).hasValue(3);
  }

  private void workOn(KafkaConfig config, WorkQueueKind kind, String expected) throws Exception {
    ImageId image = StoredImages.unique();
    CountDownLatch done = new CountDownLatch(1);
    try (KafkaUnderTest kafka = KafkaUnderTest.on(config);
        WorkQueue queue = kafka.queue(kind, group, 1)) {
      kafka.log().publish(StoredImages.event(image), Correlation.NONE);
      queue.start(
          delivery -> {
            done.countDown();
            return Verdict.DONE;
          });

      await().atMost(PATIENCE).until(() -> done.getCount() == 0);
      assertThat(queue.toString()).startsWith(expected);
    }
  }
}
