package dev.nevus.killpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** With the one ending that a test survives. */
class KillPointTest {
  @Test
  void nothingHappensUnlessItIsAskedFor() {
    KillPoint nowhere = KillPoint.from(Map.of());

    assertThatCode(() -> nowhere.pass("after-put", "images/a/original")).doesNotThrowAnyException();
  }

  @Test
  void happensAtTheNamedPointTheThirdTimeAndThenNoMore() {
    KillPoint third = point("after-put:3", "");

    third.pass("after-put", "a");
    third.pass("after-get", "a");
    third.pass("after-put", "b");
    assertThatThrownBy(() -> third.pass("after-put", "c")).isInstanceOf(OutOfMemoryError.class);
    third.pass("after-put", "d");
  }

  @Test
  void happensEachTimeWithTheNamedImageAndWithNoOther() {
    KillPoint poison = point("after-get", "bad");

    poison.pass("after-get", "images/good/original");
    assertThatThrownBy(() -> poison.pass("after-get", "images/bad/original"))
        .isInstanceOf(OutOfMemoryError.class);
    assertThatThrownBy(() -> poison.pass("after-get", "images/bad/original"))
        .isInstanceOf(OutOfMemoryError.class);
  }

  @Test
  void theClockIsAheadAsFarAsItIsTold() {
    Instant ahead = KillPoint.from(Map.of()).clock(Map.of(KillPoint.CLOCK_AHEAD, "PT1H")).instant();

    assertThat(Duration.between(Instant.now(), ahead))
        .isBetween(Duration.ofMinutes(59), Duration.ofMinutes(61));
  }

  @Test
  void theClockGoesWithWhatItsThreadWorksOn() throws Exception {
    KillPoint poison = point("at-clock", "bad");
    Clock clock = poison.clock(Map.of());

    assertThat(clock.instant()).isNotNull();
    poison.pass("after-get", "images/good/original");
    assertThat(clock.instant()).isNotNull();
    poison.pass("after-get", "images/bad/original");
    assertThatThrownBy(clock::instant).isInstanceOf(OutOfMemoryError.class);
    assertThat(CompletableFuture.supplyAsync(clock::instant)).succeedsWithin(Duration.ofMinutes(1));
    poison.pass("after-get", "images/good/original");
    assertThat(clock.instant()).isNotNull();
  }

  private static KillPoint point(String point, String image) {
    return KillPoint.from(
        Map.of(KillPoint.POINT, point, KillPoint.WAY, "memory", KillPoint.IMAGE, image));
  }
}
