package dev.nevus.eventlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.nevus.event.DeadLettered;
import dev.nevus.image.ImageId;
import dev.nevus.image.Refusal;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/**
 * What every {@link WorkQueue} keeps: each event has one end, a fault of a neighbour costs no
 * attempt, what a closing worker had in hand goes on elsewhere.
 */
public abstract class WorkQueueContract extends QueuesUnderTest {
  private static final Refusal REFUSAL = new Refusal(Refusal.Code.CORRUPT_IMAGE, "Damaged.");

  @Test
  void eachEventEndsOnceThoughTwoWorkersShareTheWork() throws Exception {
    ConcurrentLinkedQueue<ImageId> one = new ConcurrentLinkedQueue<>();
    ConcurrentLinkedQueue<ImageId> two = new ConcurrentLinkedQueue<>();
    List<ImageId> sent = publish(40);

    start(2, delivery -> done(one, delivery));
    start(2, delivery -> done(two, delivery));
    await().atMost(PATIENCE).until(() -> one.size() + two.size() >= sent.size());

    List<ImageId> all = new ArrayList<>(one);
    all.addAll(two);
    assertThat(all).containsExactlyInAnyOrderElementsOf(sent);
  }

  @Test
  void aRefusedEventBecomesADeadLetterAndDoesNotComeAgain() throws Exception {
    AtomicInteger handed = new AtomicInteger();
    List<ImageId> sent = publish(1);

    start(
        1,
        delivery -> {
          handed.incrementAndGet();
          return new Verdict.Rejected(REFUSAL);
        });
    DeadLettered letter = awaitDeadLetter(sent.get(0));

    assertThat(letter.code()).isEqualTo("corrupt-image");
    assertThat(letter.attempts()).isEqualTo(1);
    assertThat(handed).hasValue(1);
  }

  @Test
  void anEventThatAlwaysFailsEndsAfterItsAttempts() throws Exception {
    AtomicInteger handed = new AtomicInteger();
    List<ImageId> sent = publish(1);

    start(
        1,
        delivery -> {
          handed.incrementAndGet();
          return new Verdict.Failed("in this test always");
        });
    DeadLettered letter = awaitDeadLetter(sent.get(0));

    assertThat(letter.code()).isEqualTo("attempts-exhausted");
    assertThat(letter.attempts()).isEqualTo(3);
    assertThat(handed).hasValue(3);
  }

  @Test
  void aHandlerThatBreaksIsAFailedAttemptAndStopsNobody() throws Exception {
    ConcurrentLinkedQueue<ImageId> done = new ConcurrentLinkedQueue<>();
    List<ImageId> sent = publish(3);

    start(
        1,
        delivery -> {
          if (image(delivery).equals(sent.get(0))) {
            throw new IllegalStateException("a defect, on purpose");
          }
          return done(done, delivery);
        });

    assertThat(awaitDeadLetter(sent.get(0)).code()).isEqualTo("attempts-exhausted");
    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(done).contains(sent.get(1), sent.get(2)));
  }

  @Test
  void aNeighbourThatIsAwayCostsNoAttempt() throws Exception {
    AtomicInteger handed = new AtomicInteger();
    ConcurrentLinkedQueue<Integer> attempts = new ConcurrentLinkedQueue<>();
    publish(1);

    start(
        1,
        delivery -> {
          if (handed.incrementAndGet() <= 4) {
            throw new IOException("away, on purpose");
          }
          attempts.add(delivery.attempt());
          return Verdict.DONE;
        });

    await().atMost(PATIENCE).until(() -> !attempts.isEmpty());
    assertThat(attempts).containsExactly(1);
  }

  @Test
  void workLongerThanTheLockStaysWithItsWorker() throws Exception {
    AtomicInteger handed = new AtomicInteger();
    CountDownLatch release = new CountDownLatch(1);
    ConcurrentLinkedQueue<ImageId> done = new ConcurrentLinkedQueue<>();
    publish(1);
    Handler slow =
        delivery -> {
          handed.incrementAndGet();
          release.await();
          return done(done, delivery);
        };

    start(1, slow);
    await().atMost(PATIENCE).until(() -> handed.get() == 1);
    start(1, slow);
    await().during(Duration.ofSeconds(5)).atMost(PATIENCE).until(() -> handed.get() == 1);
    release.countDown();

    await().atMost(PATIENCE).until(() -> done.size() == 1);
    assertThat(handed).hasValue(1);
  }

  @Test
  void aSlowEventBlocksNoOther() throws Exception {
    CountDownLatch release = new CountDownLatch(1);
    ConcurrentLinkedQueue<ImageId> done = new ConcurrentLinkedQueue<>();
    List<ImageId> sent = publish(6);

    start(
        2,
        delivery -> {
          if (image(delivery).equals(sent.get(0))) {
            release.await();
          }
          return done(done, delivery);
        });

    await().atMost(PATIENCE).until(() -> done.size() == 5);
    release.countDown();
    await().atMost(PATIENCE).until(() -> done.size() == 6);
  }

  @Test
  void whatAClosingWorkerHadInHandGoesOnElsewhere() throws Exception {
    CountDownLatch taken = new CountDownLatch(1);
    ConcurrentLinkedQueue<ImageId> done = new ConcurrentLinkedQueue<>();
    List<ImageId> sent = publish(1);

    WorkQueue first =
        start(
            1,
            delivery -> {
              taken.countDown();
              new CountDownLatch(1).await();
              return Verdict.DONE;
            });
    taken.await();
    first.close();
    start(1, delivery -> done(done, delivery));

    await().atMost(PATIENCE).untilAsserted(() -> assertThat(done).containsExactlyElementsOf(sent));
  }

  @Test
  void anEventThatKillsItsWorkersEndsAndTakesNoOtherAlong() throws Exception {
    ConcurrentLinkedQueue<ImageId> done = new ConcurrentLinkedQueue<>();
    List<ImageId> sent = publish(3);
    for (int attempt = 1; attempt <= 3; attempt++) {
      dieWith(sent.get(1), group);
    }

    start(1, delivery -> done(done, delivery));
    DeadLettered letter = awaitDeadLetter(sent.get(1));

    assertThat(letter.code()).isEqualTo("attempts-exhausted");
    assertThat(done).doesNotContain(sent.get(1));
    assertThat(deadLetters())
        .extracting(DeadLettered::image)
        .doesNotContain(Optional.of(sent.get(0)), Optional.of(sent.get(2)));
  }
}
