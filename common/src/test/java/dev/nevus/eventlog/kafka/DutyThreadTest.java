package dev.nevus.eventlog.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class DutyThreadTest {
  private static final Duration SOON = Duration.ofSeconds(20);

  private final AtomicInteger begun = new AtomicInteger();

  @Test
  void workThatEndsInAnErrorBeginsAgain() {
    DutyThread thread =
        new DutyThread(
            "test",
            () -> {
              if (begun.incrementAndGet() == 1) {
                throw new OutOfMemoryError("for the moment");
              }
              new CountDownLatch(1).await();
            });

    thread.begin();

    await().atMost(SOON).untilAsserted(() -> assertThat(begun).hasValue(2));
    thread.end();
  }

  @Test
  void workThatSwallowsAnInterruptIsInterruptedAgain() {
    AtomicInteger interrupts = new AtomicInteger();
    DutyThread thread =
        new DutyThread(
            "test",
            () -> {
              begun.incrementAndGet();
              try {
                new CountDownLatch(1).await();
              } catch (InterruptedException e) {
                interrupts.incrementAndGet();
              }
              new CountDownLatch(1).await();
            },
            Duration.ofSeconds(2));
    thread.begin();
    await().atMost(SOON).untilAsserted(() -> assertThat(begun).hasValue(1));

    thread.end();

    assertThat(interrupts).hasValue(1);
    thread.begin();
    await().atMost(SOON).untilAsserted(() -> assertThat(begun).hasValue(2));
    thread.end();
  }

  @Test
  void workDoesNotBeginBeforeThatOfAnEarlierDutyHasEnded() throws Exception {
    CountDownLatch release = new CountDownLatch(1);
    AtomicInteger atOnce = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    DutyThread thread =
        new DutyThread(
            "test",
            () -> {
              most.accumulateAndGet(atOnce.incrementAndGet(), Math::max);
              begun.incrementAndGet();
              boolean interrupted = awaitStubbornly(release);
              atOnce.decrementAndGet();
              if (interrupted) {
                throw new InterruptedException("at last");
              }
            },
            Duration.ofMillis(100));
    thread.begin();
    await().atMost(SOON).untilAsserted(() -> assertThat(begun).hasValue(1));

    thread.end();
    thread.begin();
    assertThat(begun).hasValue(1);
    release.countDown();

    await().atMost(SOON).untilAsserted(() -> assertThat(begun).hasValueGreaterThan(1));
    thread.end();
    assertThat(most).hasValue(1);
  }

  private static boolean awaitStubbornly(CountDownLatch latch) {
    boolean interrupted = false;
    while (true) {
      try {
        latch.await();
        return interrupted;
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
  }
}
