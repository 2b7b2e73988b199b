package dev.nevus.eventlog.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.nevus.event.Correlation;
import dev.nevus.event.ImageStored;
import dev.nevus.eventlog.Delivery;
import dev.nevus.eventlog.Handler;
import dev.nevus.eventlog.StoredImages;
import dev.nevus.eventlog.Verdict;
import dev.nevus.eventlog.WorkQueue;
import dev.nevus.image.ImageId;
import java.time.Duration;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A handler that would let records wait, in a consumer group. */
class ConsumerGroupReadinessIT {
  /** Shorter than the longest wait of a rebalance for work in hand. */
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private static KafkaUnderTest kafka;

  private final String group = "readiness-" + UUID.randomUUID();
  private final Set<ImageId> sent = ConcurrentHashMap.newKeySet();

  /** Lets records wait until it is opened; ready before only until the first one begins. */
  private static final class Gate implements Handler {
    private final Set<ImageId> done = ConcurrentHashMap.newKeySet();
    private final AtomicInteger begun = new AtomicInteger();
    private final AtomicInteger asked = new AtomicInteger();
    private final CountDownLatch open = new CountDownLatch(1);
    private final boolean isReadyAtFirst;

    Gate(boolean isReadyAtFirst) {
      this.isReadyAtFirst = isReadyAtFirst;
    }

    @Override
    public Verdict handle(Delivery delivery) throws InterruptedException {
      begun.incrementAndGet();
      open.await();
      done.add(((ImageStored) delivery.event()).image());
      return Verdict.DONE;
    }

    @Override
    public boolean isReady() {
      asked.incrementAndGet();
      return open.getCount() == 0 || (isReadyAtFirst && begun.get() == 0);
    }
  }

  @BeforeAll
  static void connect() throws Exception {
    kafka = KafkaUnderTest.on(OlderKafka.config());
  }

  @AfterAll
  static void disconnect() {
    kafka.close();
  }

  @Test
  void isGivenNothingUntilItIsReady() throws Exception {
    publish(20);
    Gate gate = new Gate(false);
    try (WorkQueue queue = queue()) {
      queue.start(gate);
      await().atMost(PATIENCE).until(() -> gate.asked.get() > 50);
      assertThat(gate.begun).hasValue(0);

      gate.open.countDown();

      await().atMost(PATIENCE).untilAsserted(() -> assertThat(gate.done).containsAll(sent));
    }
  }

  @Test
  void whatItLetsWaitGoesToAnotherWorkerSoon() throws Exception {
    publish(40);
    Gate waiting = new Gate(true);
    Gate free = new Gate(false);
    free.open.countDown();
    try (WorkQueue first = queue();
        WorkQueue second = queue()) {
      first.start(waiting);
      await().atMost(PATIENCE).until(() -> waiting.begun.get() > 0);

      second.start(free);

      await().atMost(PATIENCE).until(() -> free.done.stream().anyMatch(sent::contains));
      waiting.open.countDown();
      await()
          .atMost(PATIENCE)
          .until(
              () ->
                  sent.stream()
                      .allMatch(
                          image -> waiting.done.contains(image) || free.done.contains(image)));
    }
  }

  private WorkQueue queue() {
    return kafka.queue(
        new WorkGroup(
            group,
            2,
            Duration.ofSeconds(20),
            3,
            Duration.ofSeconds(1),
            WorkQueueKind.CONSUMER_GROUP));
  }

  private void publish(int count) throws Exception {
    for (int i = 0; i < count; i++) {
      ImageId image = StoredImages.unique();
      sent.add(image);
      kafka.log().publish(StoredImages.event(image), Correlation.NONE);
    }
  }
}
