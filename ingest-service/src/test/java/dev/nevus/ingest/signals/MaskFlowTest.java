package dev.nevus.ingest.signals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.nevus.SetClock;
import dev.nevus.event.Correlation;
import dev.nevus.event.MaskPredicted;
import dev.nevus.eventlog.LogTail;
import dev.nevus.eventlog.Topic;
import dev.nevus.ingest.Facts;
import dev.nevus.ingest.ToldLog;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MaskFlowTest {
  private static final double TINY = 1e-9;

  private final SetClock clock = new SetClock(Facts.NOON);
  private final ToldLog log = new ToldLog();
  private final MaskFlow flow = new MaskFlow(log, clock);

  @Test
  void knowsNoMaskAtFirst() {
    assertThat(flow.masks()).isZero();
    assertThat(flow.perSecond()).isZero();
    assertThat(flow.computing()).isZero();
    assertThat(flow.utilisation()).isZero();
  }

  @Test
  void tellsHowManyImagesWereComputedAtATime() {
    clock.pass(Duration.ofMinutes(10));
    for (int second = 0; second < 60; second++) {
      clock.pass(Duration.ofSeconds(1));
      for (int i = 0; i < 5; i++) {
        tell(mask(second + "/" + i, 400));
      }
    }

    // Five masks of 0.4 s each in a second: two cores busy all the time.
    assertThat(flow.masks()).isEqualTo(300);
    assertThat(flow.perSecond()).isEqualTo(5, within(TINY));
    assertThat(flow.computing()).isEqualTo(2, within(TINY));
  }

  @Test
  void forgetsWhatIsOlderThanTheWindowButNotTheTotal() {
    clock.pass(Duration.ofMinutes(10));
    tell(mask("old", 400));

    clock.pass(MaskFlow.WINDOW);
    tell(mask("new", 600));

    assertThat(flow.masks()).isEqualTo(2);
    assertThat(flow.perSecond()).isEqualTo(1 / 60.0, within(TINY));
    assertThat(flow.computing()).isEqualTo(0.01, within(TINY));
    clock.pass(MaskFlow.WINDOW);
    assertThat(flow.computing()).isZero();
  }

  @Test
  void dividesByTheTimeThatItCountedWhenThatIsShorter() {
    clock.pass(Duration.ofSeconds(10));
    tell(mask("a", 5_000));

    assertThat(flow.perSecond()).isEqualTo(0.1, within(TINY));
    assertThat(flow.computing()).isEqualTo(0.5, within(TINY));
  }

  @Test
  void countsAMaskOnceThoughToldTwice() {
    MaskPredicted mask = mask("a", 400);

    tell(mask);
    tell(mask);

    assertThat(flow.masks()).isEqualTo(1);
  }

  @Test
  void countsNoMaskOfBeforeThatIsToldAgainNow() {
    MaskPredicted before = mask("a", 400);
    clock.pass(MaskFlow.WINDOW.plusSeconds(1));

    flow.take(List.of(log.tell(before, Correlation.NONE, clock.instant())));

    assertThat(flow.masks()).isZero();
    assertThat(flow.computing()).isZero();
  }

  @Test
  void isOneWhereAllCoresOfAllWorkersWereBusyAllTheTime() {
    clock.pass(Duration.ofMinutes(10));
    for (int second = 0; second < 60; second++) {
      clock.pass(Duration.ofSeconds(1));
      for (int core = 0; core < 4; core++) {
        tell(mask(second + "/" + core, 1_000, core < 2 ? "one" : "two", Optional.of(2)));
      }
    }

    assertThat(flow.utilisation()).isEqualTo(1, within(TINY));
  }

  @Test
  void forgetsTheCoresOfAWorkerThatMadeNoMaskInTheWindow() {
    clock.pass(Duration.ofMinutes(10));
    tell(mask("a", 6_000, "gone", Optional.of(8)));
    clock.pass(Duration.ofSeconds(30));
    tell(mask("b", 6_000, "here", Optional.of(2)));

    assertThat(flow.utilisation()).isEqualTo(0.2 / 10, within(TINY));
    clock.pass(Duration.ofSeconds(30));
    assertThat(flow.utilisation()).isEqualTo(0.1 / 2, within(TINY));
    clock.pass(Duration.ofSeconds(30));
    assertThat(flow.utilisation()).isZero();
  }

  @Test
  void knowsNoUtilisationWhereNoWorkerTellsItsCores() {
    clock.pass(Duration.ofMinutes(10));
    tell(mask("a", 600));

    assertThat(flow.utilisation()).isNaN();

    tell(mask("b", 1_200, "newer", Optional.of(2)));

    assertThat(flow.utilisation()).isEqualTo(0.01, within(TINY));
  }

  @Test
  void countsComputingAloneAndNeitherFetchingNorStoring() {
    clock.pass(Duration.ofMinutes(10));
    MaskPredicted mask = mask("a", 0);

    tell(timed(mask, new MaskPredicted.Timings(5_000, 100, 200, 300, 400, 200)));

    assertThat(flow.computing()).isEqualTo(0.02, within(TINY));
  }

  @Test
  void doesNotMindWhatAWorkersClockSays() {
    clock.pass(Duration.ofMinutes(10));
    for (int ahead : new int[] {-3600, -30, 0, 30, 3600}) {
      Instant at = clock.instant().plusSeconds(ahead);
      MaskPredicted mask = mask("ahead " + ahead, 1_200);
      flow.take(List.of(log.tell(at(mask, at), Correlation.NONE, at.plusMillis(20))));
    }

    assertThat(flow.masks()).isEqualTo(5);
    assertThat(flow.computing()).isEqualTo(0.1, within(TINY));
  }

  @Test
  void doesNotBreakWhenTheClockIsSetBack() {
    clock.pass(Duration.ofMinutes(10));
    tell(mask("a", 600));
    clock.pass(Duration.ofSeconds(-10));

    tell(mask("b", 600));

    assertThat(flow.perSecond()).isEqualTo(1 / 60.0, within(TINY));
  }

  @Test
  void passesOverWhatItDoesNotUnderstandAndKeepsItsPlace() {
    flow.take(List.of(log.babble(Topic.MASKS_PREDICTED)));
    tell(mask("a", 400));

    assertThat(flow.masks()).isEqualTo(1);
    assertThat(flow.positions())
        .containsEntry(new LogTail.Partition(Topic.MASKS_PREDICTED.topicName(), 0), 2L);
  }

  private void tell(MaskPredicted mask) {
    flow.take(List.of(log.tell(mask, Correlation.NONE)));
  }

  private MaskPredicted mask(String name, double millis) {
    return mask(name, millis, "worker-1", Optional.empty());
  }

  private MaskPredicted mask(String name, double millis, String worker, Optional<Integer> cores) {
    MaskPredicted mask = Facts.mask(Facts.image(name), Facts.NEW_MODEL, clock.instant());
    return copy(
        mask,
        new MaskPredicted.Timings(0, millis / 2, millis / 2, 0, 0, 0),
        worker,
        cores,
        mask.at());
  }

  private static MaskPredicted timed(MaskPredicted mask, MaskPredicted.Timings timings) {
    return copy(mask, timings, mask.worker(), mask.cores(), mask.at());
  }

  private static MaskPredicted at(MaskPredicted mask, Instant at) {
    return copy(mask, mask.timings(), mask.worker(), mask.cores(), at);
  }

  private static MaskPredicted copy(
      MaskPredicted mask,
      MaskPredicted.Timings timings,
      String worker,
      Optional<Integer> cores,
      Instant at) {
    return new MaskPredicted(
        mask.image(),
        mask.model(),
        mask.mask(),
        mask.width(),
        mask.height(),
        mask.measures(),
        timings,
        worker,
        cores,
        at);
  }
}
