package dev.nevus.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.nevus.SetClock;
import dev.nevus.event.Urgency;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LiveQuotasTest {
  private static final Optional<String> NORTH = Optional.of("north");

  private final SetClock clock = new SetClock(Facts.NOON);

  @Test
  void letsABurstThroughAndThenSoManyAMinute() {
    LiveQuotas quotas = new LiveQuotas(new LiveQuota(60, 3), clock);

    List<Urgency> burst = send(quotas, "north", 5);
    clock.pass(Duration.ofSeconds(2));
    List<Urgency> later = send(quotas, "north", 3);

    assertThat(burst).isEqualTo(row(3, 2));
    assertThat(later).isEqualTo(row(2, 1));
  }

  @Test
  void neverSavesMoreThanABurst() {
    LiveQuotas quotas = new LiveQuotas(new LiveQuota(60, 3), clock);
    send(quotas, "north", 1);

    clock.pass(Duration.ofDays(7));

    assertThat(send(quotas, "north", 5)).isEqualTo(row(3, 2));
  }

  @Test
  void givesEachSourceItsOwn() {
    LiveQuotas quotas = new LiveQuotas(new LiveQuota(60, 3), clock);

    send(quotas, "north", 100_000);

    assertThat(send(quotas, "south", 3)).isEqualTo(row(3, 0));
  }

  @Test
  void doesNotCountWhatItsSenderCallsOld() {
    LiveQuotas quotas = new LiveQuotas(new LiveQuota(60, 3), clock);

    for (int i = 0; i < 10; i++) {
      assertThat(quotas.admit(NORTH, Urgency.BACKLOG)).isEqualTo(Urgency.BACKLOG);
    }

    assertThat(send(quotas, "north", 3)).isEqualTo(row(3, 0));
  }

  @Test
  void hasNoLimitWhereNoneIsSet() {
    LiveQuotas quotas = new LiveQuotas(LiveQuota.NO_LIMIT, clock);

    assertThat(send(quotas, "north", 10_000)).isEqualTo(row(10_000, 0));
    assertThat(quotas.admit(NORTH, Urgency.BACKLOG)).isEqualTo(Urgency.BACKLOG);
  }

  @Test
  void doesNotBreakWhenTheClockIsSetBack() {
    LiveQuotas quotas = new LiveQuotas(new LiveQuota(60, 3), clock);
    send(quotas, "north", 3);

    clock.pass(Duration.ofHours(-1));
    List<Urgency> before = send(quotas, "north", 1);
    clock.pass(Duration.ofSeconds(1));

    assertThat(before).isEqualTo(row(0, 1));
    assertThat(send(quotas, "north", 1)).isEqualTo(row(1, 0));
  }

  @Test
  void hasNoQuotaForSendersWithoutAName() {
    LiveQuotas quotas = new LiveQuotas(new LiveQuota(60, 3), clock);

    for (int i = 0; i < 100; i++) {
      assertThat(quotas.admit(Optional.empty(), Urgency.LIVE)).isEqualTo(Urgency.LIVE);
      quotas.giveBack(Optional.empty(), Urgency.LIVE, Urgency.LIVE);
    }
  }

  @Test
  void takesBackWhatWasNotUsedAndNoMore() {
    LiveQuotas quotas = new LiveQuotas(new LiveQuota(60, 3), clock);
    send(quotas, "north", 4);

    quotas.giveBack(NORTH, Urgency.LIVE, Urgency.LIVE);
    quotas.giveBack(NORTH, Urgency.LIVE, Urgency.BACKLOG);
    quotas.giveBack(NORTH, Urgency.BACKLOG, Urgency.BACKLOG);
    List<Urgency> after = send(quotas, "north", 2);
    for (int i = 0; i < 9; i++) {
      quotas.giveBack(NORTH, Urgency.LIVE, Urgency.LIVE);
    }

    assertThat(after).isEqualTo(row(1, 1));
    assertThat(send(quotas, "north", 5)).isEqualTo(row(3, 2));
  }

  @Test
  void losesNoTimeWhereImagesComeFasterThanAMillisecond() {
    LiveQuotas quotas = new LiveQuotas(new LiveQuota(60, 1), clock);
    send(quotas, "north", 1);

    for (int i = 0; i < 9_999; i++) {
      clock.pass(Duration.ofNanos(100_000));
      assertThat(send(quotas, "north", 1)).isEqualTo(row(0, 1));
    }
    clock.pass(Duration.ofNanos(200_000));

    assertThat(send(quotas, "north", 1)).isEqualTo(row(1, 0));
  }

  @Test
  void givesMadeUpNamesOneQuotaTogetherWithoutForgettingTheOthers() {
    LiveQuotas quotas = new LiveQuotas(new LiveQuota(60, 2), clock);
    send(quotas, "north", 3);
    for (int i = 1; i < LiveQuotas.MOST_SOURCES; i++) {
      send(quotas, "source " + i, 1);
    }

    List<Urgency> madeUp = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      madeUp.addAll(send(quotas, "made up " + i, 1));
    }

    assertThat(madeUp).isEqualTo(row(2, 48));
    assertThat(send(quotas, "north", 1)).isEqualTo(row(0, 1));
  }

  @Test
  void tellsNewSourcesApartAgainOnceOthersRested() {
    LiveQuotas quotas = new LiveQuotas(new LiveQuota(60, 2), clock);
    for (int i = 0; i < LiveQuotas.MOST_SOURCES; i++) {
      send(quotas, "source " + i, 2);
    }

    clock.pass(Duration.ofMinutes(1));

    assertThat(send(quotas, "new one", 3)).isEqualTo(row(2, 1));
    assertThat(send(quotas, "new two", 3)).isEqualTo(row(2, 1));
  }

  @Test
  void refusesAQuotaThatLetsNothingThrough() {
    assertThatIllegalArgumentException().isThrownBy(() -> new LiveQuota(-1, 1));
    assertThatIllegalArgumentException().isThrownBy(() -> new LiveQuota(1, 0));
  }

  private static List<Urgency> send(LiveQuotas quotas, String source, int images) {
    List<Urgency> answers = new ArrayList<>();
    for (int i = 0; i < images; i++) {
      answers.add(quotas.admit(Optional.of(source), Urgency.LIVE));
    }
    return answers;
  }

  private static List<Urgency> row(int live, int behind) {
    List<Urgency> row = new ArrayList<>(Collections.nCopies(live, Urgency.LIVE));
    row.addAll(Collections.nCopies(behind, Urgency.BACKLOG));
    return row;
  }
}
