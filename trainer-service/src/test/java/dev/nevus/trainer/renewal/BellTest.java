package dev.nevus.trainer.renewal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class BellTest {
  private static final Duration LONG = Duration.ofDays(1);
  private static final Duration SHORT = Duration.ofMillis(50);

  private final Bell bell = new Bell();

  @Test
  void wakesWhoeverWaits() throws Exception {
    CountDownLatch awake = new CountDownLatch(1);
    Thread waiting = waiting(LONG, awake);

    await().until(() -> waiting.getState() == Thread.State.TIMED_WAITING);
    bell.ring();

    assertThat(awake.await(20, TimeUnit.SECONDS)).isTrue();
    waiting.join();
  }

  @Test
  void whatRangBeforeIsHeardOnceHoweverOftenItRang() throws Exception {
    bell.ring();
    bell.ring();
    bell.ring();
    bell.await(LONG);

    CountDownLatch awake = new CountDownLatch(1);
    Thread waiting = waiting(LONG, awake);

    await().until(() -> waiting.getState() == Thread.State.TIMED_WAITING);
    assertThat(awake.getCount()).isEqualTo(1);
    waiting.interrupt();
    waiting.join();
  }

  @Test
  void theWaitEndsWithThePatience() throws Exception {
    CountDownLatch awake = new CountDownLatch(1);

    waiting(SHORT, awake).join();

    assertThat(awake.getCount()).isZero();
  }

  private Thread waiting(Duration patience, CountDownLatch awake) {
    Thread thread =
        new Thread(
            () -> {
              try {
                bell.await(patience);
                awake.countDown();
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            });
    thread.start();
    return thread;
  }
}
