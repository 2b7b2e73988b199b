package dev.nevus.eventlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.nevus.event.Correlation;
import java.time.Duration;
import java.time.Instant;
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

  /**
   * A worker of the group on {@link Topic#IMAGES_STORED}, one member, that does a record whenever
   * {@code until} lets it.
   */
  protected abstract AutoCloseable worker(String group, CountDownLatch until) throws Exception;

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
  }

  @Test
  void followsAGroupFromWorkToRestAndBack() throws Exception {
    AutoCloseable first = worker(group, new CountDownLatch(0));
    await().atMost(PATIENCE).untilAsserted(() -> assertThat(live(look())).isZero());
    assertThat(look().members()).isEqualTo(1);
    assertThat(watch.look(group, Set.of(Topic.IMAGES_STORED)).oldest()).isEmpty();
    first.close();
    await().atMost(PATIENCE).untilAsserted(() -> assertThat(look().members()).isZero());

    Instant began = Instant.now();
    publish(2);

    WorkState resting = watch.look(group, Set.of(Topic.IMAGES_STORED));
    assertThat(resting.records()).isEqualTo(2);
    assertThat(resting.oldest().orElseThrow())
        .isBetween(began.minus(ROUNDING), Instant.now().plus(ROUNDING));

    CountDownLatch until = new CountDownLatch(1);
    try (AutoCloseable second = worker(group, until)) {
      await().atMost(PATIENCE).untilAsserted(() -> assertThat(look().members()).isEqualTo(1));
      assertThat(live(look())).as("what is in %s's hands is not done", second).isEqualTo(2);
      until.countDown();
      await().atMost(PATIENCE).untilAsserted(() -> assertThat(live(look())).isZero());
    }
  }

  private WorkState look() throws Exception {
    return watch.look(group, TOPICS);
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
