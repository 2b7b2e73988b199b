package dev.nevus.ingest.signals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.nevus.SetClock;
import dev.nevus.event.Correlation;
import dev.nevus.event.MaskPredicted;
import dev.nevus.eventlog.LogTail;
import dev.nevus.eventlog.Topic;
import dev.nevus.image.ImageId;
import dev.nevus.ingest.Facts;
import dev.nevus.ingest.ToldLog;
import java.time.Duration;
import java.util.List;
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
    assertThat(flow.inFlight()).isZero();
  }

  @Test
  void tellsHowManyImagesWereInHandAtATime() {
    clock.pass(Duration.ofMinutes(10));
    for (int second = 0; second < 60; second++) {
      clock.pass(Duration.ofSeconds(1));
      for (int i = 0; i < 5; i++) {
        tell(mask(second + "/" + i, 400));
      }
    }

    // Five masks of 0.4 s each in a second: two hands full all the time.
    assertThat(flow.masks()).isEqualTo(300);
    assertThat(flow.perSecond()).isEqualTo(5, within(TINY));
    assertThat(flow.inFlight()).isEqualTo(2, within(TINY));
  }

  @Test
  void forgetsWhatIsOlderThanTheWindowButNotTheTotal() {
    clock.pass(Duration.ofMinutes(10));
    tell(mask("old", 400));

    clock.pass(MaskFlow.WINDOW);
    tell(mask("new", 600));

    assertThat(flow.masks()).isEqualTo(2);
    assertThat(flow.perSecond()).isEqualTo(1 / 60.0, within(TINY));
    assertThat(flow.inFlight()).isEqualTo(0.01, within(TINY));
    clock.pass(MaskFlow.WINDOW);
    assertThat(flow.inFlight()).isZero();
  }

  @Test
  void dividesByTheTimeThatItCountedWhenThatIsShorter() {
    clock.pass(Duration.ofSeconds(10));
    tell(mask("a", 5_000));

    assertThat(flow.perSecond()).isEqualTo(0.1, within(TINY));
    assertThat(flow.inFlight()).isEqualTo(0.5, within(TINY));
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
    clock.pass(Duration.ofSeconds(1));
    MaskFlow later = new MaskFlow(log, clock);

    later.take(List.of(log.tell(before, Correlation.NONE)));

    assertThat(later.masks()).isZero();
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
    ImageId image = Facts.image(name);
    MaskPredicted mask = Facts.mask(image, Facts.NEW_MODEL, clock.instant());
    return new MaskPredicted(
        image,
        mask.model(),
        mask.mask(),
        mask.width(),
        mask.height(),
        mask.measures(),
        new MaskPredicted.Timings(millis / 2, 0, millis / 2, 0, 0, 0),
        mask.worker(),
        mask.at());
  }
}
