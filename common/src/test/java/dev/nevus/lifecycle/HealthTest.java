package dev.nevus.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nevus.SetClock;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class HealthTest {
  private final SetClock clock = new SetClock(Instant.parse("2026-11-23T04:15:00Z"));
  private final AtomicInteger looks = new AtomicInteger();
  private final Health health = new Health(clock, Duration.ofSeconds(5));

  @Test
  void readyMeansThatEveryNeighbourAnswers() {
    assertThat(health.with("store", looks::incrementAndGet).report().ready()).isTrue();
    health.with(
        "log",
        () -> {
          throw new IOException("away");
        });
    clock.pass(Duration.ofSeconds(6));
    assertThat(health.report().ready()).isFalse();
    assertThat(health.report().neighbours())
        .containsEntry("store", "ok")
        .containsEntry("log", "IOException: away");
  }

  @Test
  void aNeighbourIsLookedAtOnceInAWhileHoweverOftenOneAsks() {
    health.with("store", looks::incrementAndGet);
    for (int i = 0; i < 10; i++) {
      health.report();
    }
    assertThat(looks).hasValue(1);
    clock.pass(Duration.ofSeconds(5).plusMillis(1));
    health.report();
    assertThat(looks).hasValue(2);
  }

  @Test
  void anInterruptIsKept() {
    health.with(
        "store",
        () -> {
          throw new InterruptedException();
        });
    assertThat(health.report().ready()).isFalse();
    assertThat(Thread.interrupted()).isTrue();
  }

  @Test
  void aProcessWithoutNeighboursIsReady() {
    assertThat(health.report().ready()).isTrue();
  }
}
