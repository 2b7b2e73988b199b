package dev.nevus.eventlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What every {@link Duty} keeps. */
public abstract class DutyContract {
  private static final Duration PATIENCE = Duration.ofSeconds(40);

  private final String name = "duty-" + UUID.randomUUID();
  private final List<Duty> offers = new ArrayList<>();
  private final AtomicInteger working = new AtomicInteger();
  private final AtomicInteger most = new AtomicInteger();
  private final AtomicInteger begun = new AtomicInteger();

  /** An offer to do the duty of this name. */
  protected abstract Duty offer(String name);

  @AfterEach
  void close() {
    offers.forEach(Duty::close);
  }

  @Test
  void ofSeveralOneIsOnDutyAndAnotherTakesOver() throws Exception {
    Duty first = started();
    await().atMost(PATIENCE).until(() -> working.get() == 1);
    Duty second = started();
    Duty third = started();

    first.close();
    await().atMost(PATIENCE).until(() -> second.isOnDuty() || third.isOnDuty());
    await().atMost(PATIENCE).until(() -> begun.get() == 2 && working.get() == 1);

    assertThat(first.isOnDuty()).isFalse();
    assertThat(second.isOnDuty() && third.isOnDuty()).isFalse();
    assertThat(most).hasValue(1);
  }

  @Test
  void workThatBreaksBeginsAgain() {
    AtomicInteger tries = new AtomicInteger();
    Duty duty = offer(name);
    offers.add(duty);

    duty.start(
        () -> {
          if (tries.incrementAndGet() < 3) {
            throw new IllegalStateException("broken");
          }
          new CountDownLatch(1).await();
        });

    await().atMost(PATIENCE).until(() -> tries.get() == 3);
    assertThat(duty.isOnDuty()).isTrue();
  }

  private Duty started() {
    Duty duty = offer(name);
    offers.add(duty);
    duty.start(
        () -> {
          begun.incrementAndGet();
          most.accumulateAndGet(working.incrementAndGet(), Math::max);
          try {
            new CountDownLatch(1).await();
          } finally {
            working.decrementAndGet();
          }
        });
    return duty;
  }
}
