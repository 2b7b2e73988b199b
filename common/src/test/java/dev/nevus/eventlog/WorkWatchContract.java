package dev.nevus.eventlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.nevus.event.Correlation;
import dev.nevus.event.DeadLetterDecided;
import dev.nevus.event.DeadLettered;
import dev.nevus.event.EventJson;
import dev.nevus.event.EventSamples;
import dev.nevus.event.EventType;
import dev.nevus.image.Refusal;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a {@link WorkWatch} tells of a group, whatever its kind. */
public abstract class WorkWatchContract {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Set<Topic> TOPICS = Set.of(Topic.IMAGES_STORED, Topic.IMAGES_BACKLOG);

  /** Brokers' and test's clocks are one; a batch's time may be rounded. */
  private static final Duration ROUNDING = Duration.ofMillis(5);

  private final String group = "watched-" + UUID.randomUUID();
  private WorkWatch watch;

  /** Where events come from. */
  protected abstract EventLog log();

  /** Looks at that log. */
  protected abstract WorkWatch watch();

  /** A worker of the group on {@link Topic#IMAGES_STORED}, one member. */
  protected abstract AutoCloseable worker(String group, Handler handler) throws Exception;

  /** A worker that does a record whenever {@code until} lets it. */
  private AutoCloseable worker(String group, CountDownLatch until) throws Exception {
    return worker(
        group,
        delivery -> {
          until.await();
          return Verdict.DONE;
        });
  }

  @BeforeEach
  void open() throws Exception {
    watch = watch();
    // So that there is something from before.
    publish(2);
  }

  @AfterEach
  void close() {
    watch.close();
  }

  @Test
  void toAGroupThatNeverWasEverythingIsStillToCome() throws Exception {
    WorkState before = look();
    Instant now = Instant.now();

    publish(3);

    WorkState after = look();
    assertThat(before.members()).isZero();
    assertThat(live(before)).isGreaterThanOrEqualTo(2);
    assertThat(live(after)).isEqualTo(live(before) + 3);
    assertThat(after.waiting()).containsKey(Topic.IMAGES_BACKLOG);
    assertThat(after.oldest()).isEqualTo(before.oldest());
    assertThat(after.oldest().orElseThrow()).isBefore(now);
    assertThat(finished()).isZero();
  }

  @Test
  void followsAGroupFromWorkToRestAndBack() throws Exception {
    AutoCloseable first = worker(group, new CountDownLatch(0));
    await().atMost(PATIENCE).untilAsserted(() -> assertThat(live(look())).isZero());
    assertThat(look().members()).isEqualTo(1);
    assertThat(watch.look(group, Set.of(Topic.IMAGES_STORED)).oldest()).isEmpty();
    long finished = finished();
    assertThat(finished).isGreaterThanOrEqualTo(2);
    first.close();
    await().atMost(PATIENCE).untilAsserted(() -> assertThat(look().members()).isZero());

    Instant began = Instant.now();
    publish(2);

    WorkState resting = watch.look(group, Set.of(Topic.IMAGES_STORED));
    assertThat(resting.records()).isEqualTo(2);
    assertThat(finished()).isLessThanOrEqualTo(finished);
    assertThat(resting.oldest().orElseThrow())
        .isBetween(began.minus(ROUNDING), Instant.now().plus(ROUNDING));

    CountDownLatch until = new CountDownLatch(1);
    try (AutoCloseable second = worker(group, until)) {
      await().atMost(PATIENCE).untilAsserted(() -> assertThat(look().members()).isEqualTo(1));
      assertThat(live(look())).as("what is in %s's hands is not done", second).isEqualTo(2);
      assertThat(finished()).isLessThanOrEqualTo(finished);
      until.countDown();
      await().atMost(PATIENCE).untilAsserted(() -> assertThat(live(look())).isZero());
      assertThat(finished()).isEqualTo(finished + 2);
    }
  }

  @Test
  void whatWasGivenUpAndWhatIsDecidedOnItAskForNoWorkers() throws Exception {
    Refusal refusal = new Refusal(Refusal.Code.CORRUPT_IMAGE, "In this test always.");
    try (AutoCloseable worker = worker(group, delivery -> new Verdict.Rejected(refusal))) {
      await().atMost(PATIENCE).untilAsserted(() -> assertThat(live(look())).isZero());
      assertThat(worker).isNotNull();
    }
    WorkState before = look();

    DeadLettered letter =
        EventJson.fromJson(EventSamples.json(EventType.DEAD_LETTERED), DeadLettered.class);
    log().publish(letter, Correlation.NONE);
    for (DeadLetterDecided.Decision decision : DeadLetterDecided.Decision.values()) {
      boolean isReplay = decision == DeadLetterDecided.Decision.REPLAYED;
      log()
          .publish(
              new DeadLetterDecided(
                  letter.origin(),
                  letter.image(),
                  decision,
                  "ana",
                  "because",
                  isReplay ? Optional.of(1) : Optional.empty(),
                  Instant.now()),
              Correlation.NONE);
    }

    assertThat(look().waiting()).isEqualTo(before.waiting());
    assertThat(live(look())).isZero();
  }

  private WorkState look() throws Exception {
    return watch.look(group, TOPICS);
  }

  /**
   * Records that are certainly done; fewer again, perhaps, once others come: a share group then
   * keeps to itself which are done.
   */
  private long finished() throws Exception {
    return watch.finished(group, Set.of(Topic.IMAGES_STORED)).partitions().values().stream()
        .mapToLong(partition -> partition.before() - partition.unfinished().size())
        .sum();
  }

  private static long live(WorkState state) {
    return state.records(Topic.IMAGES_STORED);
  }

  private void publish(int events) throws Exception {
    for (int i = 0; i < events; i++) {
      log().publish(StoredImages.event(StoredImages.unique()), Correlation.NONE);
    }
  }
}
