package dev.nevus.eventlog.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.nevus.event.Correlation;
import dev.nevus.event.DeadLettered;
import dev.nevus.event.ImageStored;
import dev.nevus.eventlog.Delivery;
import dev.nevus.eventlog.Handler;
import dev.nevus.eventlog.StoredImages;
import dev.nevus.eventlog.Verdict;
import dev.nevus.eventlog.WorkQueue;
import dev.nevus.image.ImageId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

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

  private WorkQueue start(Handler handler) {
    WorkQueue queue = kafka.queue(WorkQueueKind.CONSUMER_GROUP, group, 2);
    open.add(queue);
    queue.start(
        delivery -> sent.contains(image(delivery)) ? handler.handle(delivery) : Verdict.DONE);
    return queue;
  }

  private void publish(int count) throws Exception {
    for (int i = 0; i < count; i++) {
      ImageId image = StoredImages.unique();
      sent.add(image);
      kafka.log().publish(StoredImages.event(image), Correlation.NONE);
    }
  }

  private static ImageId image(Delivery delivery) {
    return ((ImageStored) delivery.event()).image();
  }
}
