package dev.nevus.eventlog.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class DoneBeforeTest {
  private static final TopicPartition PARTITION = new TopicPartition("topic", 0);

  private final DoneBefore done = new DoneBefore();

  @Test
  void takesTheGroupsPlaceWhereNothingBetterIsKnown() {
    assertThat(first(100, 40, 200, 2)).isEqualTo(100);
  }

  @Test
  void remembersWhereNothingWasLeft() {
    first(100, 0, 200, 2);

    assertThat(first(100, 1, 201, 2)).isEqualTo(200);
    assertThat(first(100, 3, 203, 0)).isEqualTo(200);
  }

  @Test
  void takesWhatIsDoneForDoneInOrderWhereNobodyIsThere() {
    assertThat(first(100, 5, 200, 0)).isEqualTo(195);
    assertThat(first(100, 5, 200, 2)).as("a worker that came back").isEqualTo(195);
  }

  @Test
  void followsTheGroupsPlaceOnceThatIsFurther() {
    first(100, 0, 200, 2);

    assertThat(first(250, 10, 300, 2)).isEqualTo(250);
  }

  @Test
  void findsAStuckRecordThoughAllBehindItAreDone() {
    assertThat(first(100, 1, 5_000, 2)).isEqualTo(100);
  }

  @Test
  void neverPointsBehindWhatCanBeLeftThoughATopicWasMadeAnew() {
    first(100, 0, 200, 2);

    assertThat(first(0, 3, 10, 2)).isEqualTo(7);
  }

  @Test
  void keepsGroupsApart() {
    first(100, 0, 200, 2);

    assertThat(done.first("other", PARTITION, 100, 40, 201, 2)).isEqualTo(100);
  }

  private long first(long next, long undone, long end, int members) {
    return done.first("group", PARTITION, next, undone, end, members);
  }
}
