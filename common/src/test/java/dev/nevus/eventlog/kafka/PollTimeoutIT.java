package dev.nevus.eventlog.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.nevus.RealServers;
import dev.nevus.event.Correlation;
import dev.nevus.event.DeadLettered;
import dev.nevus.event.ImageStored;
import dev.nevus.eventlog.Delivery;
import dev.nevus.eventlog.Handler;
import dev.nevus.eventlog.StoredImages;
import dev.nevus.eventlog.Verdict;
import dev.nevus.eventlog.WorkQueue;
import dev.nevus.image.ImageId;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Work queues whose clients leave the group after three seconds without a poll, not five minutes.
 */
class PollTimeoutIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Duration MUCH_LONGER = Duration.ofSeconds(7);

  /** As many as images: whichever partitions move, some of them are in hand. */
  private static final int LANES = 20;

  private final String group = "poll-timeout-" + UUID.randomUUID();
  private final Set<ImageId> sent = ConcurrentHashMap.newKeySet();
  private final ConcurrentLinkedQueue<Delivery> begun = new ConcurrentLinkedQueue<>();
  private final ConcurrentLinkedQueue<ImageId> done = new ConcurrentLinkedQueue<>();
  private final List<WorkQueue> open = new ArrayList<>();
  private Optional<KafkaUnderTest> connected = Optional.empty();

  static KafkaConfig impatient(KafkaConfig config) {
    return new KafkaConfig(
        config.bootstrap(), Map.of("max.poll.interval.ms", "3000"), config.publishTimeout());
  }

  private void connect(WorkQueueKind kind) throws Exception {
    boolean isOlder = kind == WorkQueueKind.CONSUMER_GROUP;
    connected =
        Optional.of(
            KafkaUnderTest.on(impatient(isOlder ? OlderKafka.config() : RealServers.kafka())));
  }

  @AfterEach
  void close() {
    open.forEach(WorkQueue::close);
    connected.ifPresent(KafkaUnderTest::close);
  }

  @ParameterizedTest
  @EnumSource(names = {"SHARE_GROUP", "CONSUMER_GROUP"})
  void workThatLastsLongerStaysWithItsWorker(WorkQueueKind kind) throws Exception {
    connect(kind);
    CountDownLatch release = new CountDownLatch(1);
    publish(1);
    start(kind, 1, delivery -> finish(delivery, release));
    await().atMost(PATIENCE).until(() -> begun.size() == 1);
    await().during(MUCH_LONGER).atMost(PATIENCE).until(() -> begun.size() == 1);
    release.countDown();

    await().atMost(PATIENCE).until(() -> done.size() == 1);
    publish(1);
    await().atMost(PATIENCE).until(() -> done.size() == 2);
    assertThat(begun).hasSize(2).extracting(Delivery::attempt).containsOnly(1);
  }

  @ParameterizedTest
  @EnumSource(names = {"SHARE_GROUP", "CONSUMER_GROUP"})
  void aWorkerThatWantsNothingForLongerIsGivenWorkOnceItIsReady(WorkQueueKind kind)
      throws Exception {
    connect(kind);
    AtomicBoolean ready = new AtomicBoolean();
    start(
        kind,
        2,
        new Handler() {
          @Override
          public Verdict handle(Delivery delivery) throws InterruptedException {
            return finish(delivery, new CountDownLatch(0));
          }

          @Override
          public boolean isReady() {
            return ready.get();
          }
        });
    publish(5);
    await().during(MUCH_LONGER).atMost(PATIENCE).until(begun::isEmpty);

    ready.set(true);

    await().atMost(PATIENCE).untilAsserted(() -> assertThat(done).containsAll(sent));
    assertThat(begun).hasSize(5).extracting(Delivery::attempt).containsOnly(1);
  }

  /** What is in hand in a rebalance is waited for, here for longer than the broker waits. */
  @Test
  void aMemberThatHandsOverTooLateLosesItsPartitionsAndNoImage() throws Exception {
    connect(WorkQueueKind.CONSUMER_GROUP);
    CountDownLatch release = new CountDownLatch(1);
    ConcurrentLinkedQueue<ImageId> elsewhere = new ConcurrentLinkedQueue<>();
    publish(LANES);
    start(WorkQueueKind.CONSUMER_GROUP, LANES, delivery -> finish(delivery, release));
    await().atMost(PATIENCE).until(() -> begun.size() == LANES);

    start(
        WorkQueueKind.CONSUMER_GROUP,
        LANES,
        delivery -> {
          elsewhere.add(image(delivery));
          return Verdict.DONE;
        });

    Set<ImageId> inHand = Set.copyOf(begun.stream().map(PollTimeoutIT::image).toList());
    await().atMost(PATIENCE).until(() -> elsewhere.stream().anyMatch(inHand::contains));
    release.countDown();
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(Stream.concat(done.stream(), elsewhere.stream()).toList())
                    .containsAll(sent));
    assertThat(kafka().tail().seen(DeadLettered.class))
        .extracting(DeadLettered::image)
        .doesNotContainAnyElementsOf(sent.stream().map(Optional::of).toList());
    // Both are members again, and what was committed is not done once more.
    publish(20);
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(Stream.concat(done.stream(), elsewhere.stream()).toList())
                    .containsAll(sent));
  }

  private KafkaUnderTest kafka() {
    return connected.orElseThrow();
  }

  private Verdict finish(Delivery delivery, CountDownLatch release) throws InterruptedException {
    begun.add(delivery);
    release.await();
    done.add(image(delivery));
    return Verdict.DONE;
  }

  private void start(WorkQueueKind kind, int lanes, Handler handler) {
    // Locks are renewed by polls, before half of them is over; sessions are not, and a machine
    // under
    // load shall not lose them.
    Duration lock = Duration.ofSeconds(kind == WorkQueueKind.SHARE_GROUP ? 2 : 20);
    WorkQueue queue =
        kafka().queue(new WorkGroup(group, lanes, lock, 3, Duration.ofSeconds(1), kind));
    open.add(queue);
    queue.start(new OfThisTest(handler));
  }

  /** Lets other tests' events pass. */
  private final class OfThisTest implements Handler {
    private final Handler handler;

    OfThisTest(Handler handler) {
      this.handler = handler;
    }

    @Override
    public Verdict handle(Delivery delivery) throws IOException, InterruptedException {
      return sent.contains(image(delivery)) ? handler.handle(delivery) : Verdict.DONE;
    }

    @Override
    public boolean isReady() {
      return handler.isReady();
    }
  }

  private void publish(int count) throws Exception {
    List<ImageId> images = Stream.generate(StoredImages::unique).limit(count).toList();
    sent.addAll(images);
    for (ImageId image : images) {
      kafka().log().publish(StoredImages.event(image), Correlation.NONE);
    }
  }

  private static ImageId image(Delivery delivery) {
    return ((ImageStored) delivery.event()).image();
  }
}
