package dev.nevus.eventlog;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BackoffTest {
  @Test
  void thePauseDoublesUpToTheLongest() {
    Backoff backoff = new Backoff(Duration.ofMillis(200), Duration.ofSeconds(1));
    assertThat(IntStream.rangeClosed(1, 5).mapToObj(backoff::after).map(Duration::toMillis))
        .containsExactly(200L, 400L, 800L, 1000L, 1000L);
  }

  @Test
  void noNumberOfFailuresIsTooLarge() {
    assertThat(Backoff.DEFAULT.after(Integer.MAX_VALUE)).isEqualTo(Duration.ofSeconds(10));
    assertThat(new Backoff(Duration.ofDays(2), Duration.ofDays(365)).after(Integer.MAX_VALUE))
        .isEqualTo(Duration.ofDays(365));
  }

  @Test
  void aFirstPauseBeyondTheLongestIsTheLongest() {
    assertThat(new Backoff(Duration.ofMinutes(1), Duration.ofSeconds(1)).after(1))
        .isEqualTo(Duration.ofSeconds(1));
  }
}
