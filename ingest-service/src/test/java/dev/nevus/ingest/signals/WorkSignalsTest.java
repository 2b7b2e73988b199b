package dev.nevus.ingest.signals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import dev.nevus.SetClock;
import dev.nevus.event.Correlation;
import dev.nevus.event.MaskPredicted;
import dev.nevus.eventlog.InMemoryWorkWatch;
import dev.nevus.eventlog.Topic;
import dev.nevus.eventlog.WorkState;
import dev.nevus.ingest.Facts;
import dev.nevus.ingest.ToldLog;
import dev.nevus.lifecycle.Telemetry;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WorkSignalsTest {
  private static final String LIVE = "w";
  private static final String REQUESTED = "w-requested";
  private static final double TINY = 1e-9;
  private static final Duration SELDOM = Duration.ofHours(1);

  private final SetClock clock = new SetClock(Facts.NOON);
  private final InMemoryWorkWatch watch = new InMemoryWorkWatch();
  private final ToldLog log = new ToldLog();
  private final MaskFlow flow = new MaskFlow(log, clock);
  private final Telemetry telemetry = new Telemetry("test");
  private final WorkSignals signals =
      new WorkSignals(watch, flow, clock)
          .with(LIVE, Set.of(Topic.IMAGES_STORED))
          .with(REQUESTED, Set.of(Topic.IMAGES_BACKLOG, Topic.SEGMENTATIONS_REQUESTED));

  @BeforeEach
  void start() {
    watch.show(
        LIVE,
        new WorkState(
            Map.of(Topic.IMAGES_STORED, 7L), Optional.of(Facts.NOON.minusSeconds(30)), 4));
    watch.show(
        REQUESTED,
        new WorkState(
            Map.of(Topic.IMAGES_BACKLOG, 0L, Topic.SEGMENTATIONS_REQUESTED, 0L),
            Optional.empty(),
            0));
    signals.start(telemetry.registry(), SELDOM);
    await().until(() -> !Double.isNaN(value("nevus.workers", REQUESTED)));
  }

  @AfterEach
  void close() {
    signals.close();
    telemetry.close();
  }

  @Test
  void tellsWhatWaitsOnEachTopicAndWhoIsThere() {
    assertThat(backlog(LIVE, Topic.IMAGES_STORED)).isEqualTo(7);
    assertThat(backlog(REQUESTED, Topic.IMAGES_BACKLOG)).isZero();
    assertThat(backlog(REQUESTED, Topic.SEGMENTATIONS_REQUESTED)).isZero();
    assertThat(value("nevus.workers", LIVE)).isEqualTo(4);
    assertThat(value("nevus.workers", REQUESTED)).isZero();
  }

  @Test
  void lettingTimePassMakesWhatWaitsOlder() {
    assertThat(value("nevus.backlog.oldest.age", LIVE)).isEqualTo(30);

    clock.pass(Duration.ofSeconds(12));

    assertThat(value("nevus.backlog.oldest.age", LIVE)).isEqualTo(42);
    assertThat(value("nevus.backlog.oldest.age", REQUESTED)).isZero();
  }

  @Test
  void tellsNoNumberWhileTheBrokersDoNotAnswer() {
    watch.goAway();
    signals.look();

    assertThat(backlog(LIVE, Topic.IMAGES_STORED)).isNaN();
    assertThat(value("nevus.backlog.oldest.age", LIVE)).isNaN();
    assertThat(value("nevus.workers", LIVE)).isNaN();
    assertThat(signals.report().groups()).noneMatch(WorkReport.Group::known);

    watch.comeBack();
    signals.look();

    assertThat(backlog(LIVE, Topic.IMAGES_STORED)).isEqualTo(7);
  }

  @Test
  void anAgeThatIsNotKnownIsNoNumberRatherThanNone() {
    watch.show(LIVE, new WorkState(Map.of(Topic.IMAGES_STORED, 7L), Optional.empty(), 0));
    signals.look();

    assertThat(value("nevus.backlog.oldest.age", LIVE)).isNaN();
  }

  @Test
  void tellsHowBusyTheCoresWereWhoeverIsThereNow() {
    clock.pass(Duration.ofSeconds(60));
    for (int i = 0; i < 60; i++) {
      take(Facts.mask(Facts.image("image " + i), Facts.NEW_MODEL, clock.instant()));
    }
    watch.goAway();
    signals.look();

    // 60 masks of 20 ms in a minute, one worker of two cores.
    assertThat(value("nevus.computing.estimate", LIVE)).isEqualTo(0.020, within(TINY));
    assertThat(value("nevus.utilisation", LIVE)).isEqualTo(0.010, within(TINY));
    assertThat(signals.report().masks().utilisation()).hasValueCloseTo(0.010, within(TINY));
    assertThat(telemetry.registry().get("nevus.masks").functionCounter().count()).isEqualTo(60);
  }

  @Test
  void withoutMasksNobodyIsUsed() {
    assertThat(value("nevus.utilisation", LIVE)).isZero();
    assertThat(signals.report().masks().utilisation()).hasValue(0);
  }

  @Test
  void prometheusReadsTheNamesThatTheReadmeTells() {
    assertThat(telemetry.scrape())
        .contains(
            "nevus_backlog{group=\"w\",service=\"test\",topic=\"nevus.images.stored\"} 7.0",
            "nevus_backlog_oldest_age_seconds{group=\"w\",service=\"test\"} 30.0",
            "nevus_workers{group=\"w\",service=\"test\"} 4.0",
            "nevus_masks_total{service=\"test\"} 0.0",
            "nevus_computing_estimate{group=\"w\",service=\"test\"} 0.0",
            "nevus_utilisation{group=\"w\",service=\"test\"} 0.0");
  }

  private void take(MaskPredicted mask) {
    flow.take(List.of(log.tell(mask, Correlation.NONE)));
  }

  private double backlog(String group, Topic topic) {
    return telemetry
        .registry()
        .get("nevus.backlog")
        .tags("group", group, "topic", topic.topicName())
        .gauge()
        .value();
  }

  private double value(String name, String group) {
    return telemetry.registry().get(name).tag("group", group).gauge().value();
  }
}
