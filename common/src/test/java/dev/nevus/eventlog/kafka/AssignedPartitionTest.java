package dev.nevus.eventlog.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;

class AssignedPartitionTest {
  private static final TopicPartition PARTITION = new TopicPartition("images", 0);

  @Test
  void aRecordThatStandsWhereOneWasTakenIsOnAnotherLog() {
    AssignedPartition partition = after(new OffsetAndMetadata(10));
    partition.take(record(10, 1));

    assertThat(partition.isOnAnotherLog(record(10, 2))).isTrue();
    assertThat(partition.isOnAnotherLog(record(9, 2))).isTrue();
    assertThat(partition.isOnAnotherLog(record(11, 2))).isFalse();
  }

  @Test
  void aRecordOfALaterLeaderIsNotTheOneThatTheNoteSpeaksOf() {
    AssignedPartition partition =
        after(new OffsetAndMetadata(10, Optional.of(3), "nevus1;a;0.1,5.1"));

    assertThat(partition.isOnAnotherLog(record(11, 3))).isFalse();
    assertThat(partition.isOnAnotherLog(record(11, 4))).isTrue();
    assertThat(partition.isOnAnotherLog(record(20, 4))).isFalse();
  }

  @Test
  void tellsTheNewestLeaderOfItsRecords() {
    AssignedPartition partition = after(new OffsetAndMetadata(10, Optional.of(3), ""));

    partition.take(record(10, 5));
    partition.take(record(11, 4));

    assertThat(partition.state().leaderEpoch()).hasValue(5);
  }

  @Test
  void tellsNoLeaderOfAnOlderNoteBeforeAllOfItWasRead() {
    AssignedPartition partition = after(new OffsetAndMetadata(10, "nevus1;2;0.1,1.1"));

    partition.take(record(10, 5));
    assertThat(partition.state().leaderEpoch()).isEmpty();
    partition.take(record(11, 5));

    assertThat(partition.state().leaderEpoch()).hasValue(5);
  }

  @Test
  void whatStandsBeyondTheCutIsNotDone() {
    OffsetAndMetadata committed = new OffsetAndMetadata(1000, Optional.of(3), "");

    AssignedPartition partition = new AssignedPartition(PARTITION, committed, 950);

    assertThat(partition.isOnAnotherLog(record(950, 4))).isFalse();
    assertThat(partition.take(record(950, 4))).hasValue(0);
    assertThat(partition.news().orElseThrow().offset()).isEqualTo(950);
  }

  private static AssignedPartition after(OffsetAndMetadata committed) {
    return new AssignedPartition(PARTITION, committed);
  }

  private static ConsumerRecord<String, byte[]> record(long offset, int leader) {
    return new ConsumerRecord<>(
        PARTITION.topic(),
        PARTITION.partition(),
        offset,
        0,
        TimestampType.CREATE_TIME,
        0,
        0,
        "",
        new byte[0],
        new RecordHeaders(),
        Optional.of(leader));
  }
}
