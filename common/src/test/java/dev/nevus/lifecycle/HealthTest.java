package dev.nevus.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nevus.SetClock;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class HealthTest {
  private static final Duration FRESH = Duration.ofSeconds(5);
  private static final Duration SECOND = Duration.ofSeconds(1);

  private final SetClock clock = new SetClock(Instant.parse("2026-11-23T04:15:00Z"));
  private final AtomicInteger looks = new AtomicInteger();
  private final AtomicBoolean away = new AtomicBoolean();
  private final Health health = new Health(clock, FRESH);

  @Test
  void readyMeansThatEveryNeighbourAnswers() {
    assertThat(health.with("store", looks::incrementAndGet).report().ready()).isTrue();
    away.set(true);
    health.with("log", this::answerUnlessAway);

    Health.Report report = health.report();

    assertThat(report.ready()).isFalse();
    assertThat(report.neighbours())
        .containsEntry("store", "ok")
        .containsEntry("log", "IOException: away");
  }

  @Test
  void oneFailedAnswerIsADoubtAndTheSecondAnAbsence() {
    health.with("log", this::answerUnlessAway).report();
    away.set(true);
    clock.pass(FRESH);

    Health.Report doubt = health.report();
    clock.pass(SECOND);
    Health.Report absence = health.report();

    assertThat(doubt.ready()).isTrue();
    assertThat(doubt.neighbours()).containsEntry("log", "IOException: away");
    assertThat(absence.ready()).isFalse();
  }

  @Test
  void aDoubtThatPassesLeavesNoTrace() {
    health.with("log", this::answerUnlessAway).report();
    for (int blip = 0; blip < 5; blip++) {
      clock.pass(FRESH);
      away.set(true);
      assertThat(health.report().ready()).isTrue();
      clock.pass(SECOND);
      away.set(false);
      assertThat(health.report().neighbours()).containsEntry("log", "ok");
    }
  }

  @Test
  void anAbsentNeighbourIsBackWithItsFirstGoodAnswer() {
    away.set(true);
    health.with("log", this::answerUnlessAway);
    assertThat(health.report().ready()).isFalse();
    away.set(false);

    assertThat(health.report().ready()).as("looked at a moment ago").isFalse();
    clock.pass(SECOND);

    assertThat(health.report().ready()).isTrue();
  }

  @Test
  void oneSlowAnswerDoesNotTurnItOffAndASecondDoes() throws Exception {
    CountDownLatch answers = new CountDownLatch(1);
    AtomicBoolean isSlow = new AtomicBoolean();
    Health hasty = new Health(clock, FRESH, Duration.ofMillis(50));
    hasty.with(
        "store",
        () -> {
          if (isSlow.get()) {
            looks.incrementAndGet();
            answers.await();
          }
        });
    assertThat(hasty.report().ready()).isTrue();
    isSlow.set(true);
    clock.pass(FRESH);

    assertThat(hasty.report().ready()).isTrue();
    clock.pass(SECOND);
    Health.Report second = hasty.report();

    assertThat(second.ready()).isFalse();
    assertThat(second.neighbours().get("store")).contains("no answer within 50 ms");
    assertThat(looks).as("a dead neighbour is not asked again while it owes an answer").hasValue(1);
    answers.countDown();
  }

  @Test
  void anAnswerThatComesWhileItIsWaitedForAgainIsLateAllTheSame() throws Exception {
    CountDownLatch answers = new CountDownLatch(1);
    Neighbour store = new Neighbour("store", answers::await, Duration.ofMillis(100));
    store.ask();
    store.hear(clock, FRESH);
    answers.countDown();

    // Without a new question: it is the old answer that is heard.
    store.hear(clock, FRESH);
    assertThat(store.isThere()).isFalse();

    store.ask();
    store.hear(clock, FRESH);
    assertThat(store.isThere()).isTrue();
  }

  @Test
  void aNeighbourIsLookedAtOnceInAWhileHoweverOftenOneAsks() {
    health.with("store", looks::incrementAndGet);
    for (int i = 0; i < 10; i++) {
      health.report();
    }
    assertThat(looks).hasValue(1);
    clock.pass(FRESH);
    health.report();
    assertThat(looks).hasValue(2);
  }

  @Test
  void anInterruptIsKept() {
    CountDownLatch answers = new CountDownLatch(1);
    health.with("store", answers::await);
    Thread.currentThread().interrupt();

    assertThat(health.report().ready()).isFalse();
    assertThat(Thread.interrupted()).isTrue();
    answers.countDown();
  }

  @Test
  void aProcessWithoutNeighboursIsReady() {
    assertThat(health.report().ready()).isTrue();
  }

  private void answerUnlessAway() throws IOException {
    looks.incrementAndGet();
    if (away.get()) {
      throw new IOException("away");
    }
  }
}
