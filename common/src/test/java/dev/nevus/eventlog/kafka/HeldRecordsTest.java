package dev.nevus.eventlog.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class HeldRecordsTest {
  private static final TopicPartition PARTITION = new TopicPartition("images", 0);

  private final HeldRecords held = new HeldRecords();

  @Test
  void thoseThatAProcessDiedWithComeOneAtATimeTheMostTriedFirst() {
    AssignedPartition home = inheriting("nevus1;3;0.1,1.2,2.1");
    take(home, 0, 1, 2, 3, 4);

    List<TakenRecord> first = held.next(4);
    assertThat(first).extracting(HeldRecordsTest::offset).containsExactly(1L, 3L, 4L);
    assertThat(first).extracting(TakenRecord::attempt).containsExactly(3, 1, 1);
    assertThat(held.next(4)).isEmpty();

    held.ended(first.get(1));
    assertThat(held.next(4)).isEmpty();
    held.ended(first.get(0));
    assertThat(held.next(4)).extracting(HeldRecordsTest::offset).containsExactly(0L);
    assertThat(held.count()).isEqualTo(1);
  }

  @Test
  void tellsSuspectsFromOthers() {
    AssignedPartition home = inheriting("nevus1;3;0.1,1.2,2.1");

    take(home, 0, 1, 2, 3, 4);

    assertThat(held.suspectCount()).isEqualTo(3);
    assertThat(held.freshCount()).isEqualTo(2);
  }

  @Test
  void oneThatFailedAndLeftTheProcessAliveHoldsNobodyUp() {
    AssignedPartition home = inheriting("");
    take(home, 0, 1);
    TakenRecord failed = held.next(1).get(0);

    held.addAgain(failed);

    assertThat(held.next(5)).extracting(TakenRecord::attempt).containsExactly(1, 2);
  }

  @Test
  void whatIsForgottenIsNotHandedOut() {
    AssignedPartition leaving = inheriting("nevus1;1;0.1");
    AssignedPartition staying = inheriting("");
    take(leaving, 0, 1);
    take(staying, 0);

    held.forget(leaving);

    assertThat(held.next(5)).extracting(TakenRecord::home).containsExactly(staying);
  }

  private static AssignedPartition inheriting(String note) {
    return new AssignedPartition(PARTITION, new OffsetAndMetadata(0, note));
  }

  private void take(AssignedPartition home, long... offsets) {
    for (long offset : offsets) {
      ConsumerRecord<String, byte[]> record =
          new ConsumerRecord<>(PARTITION.topic(), PARTITION.partition(), offset, "", new byte[0]);
      held.add(new TakenRecord(home, record, home.ledger().take(offset).orElseThrow()));
    }
  }

  private static long offset(TakenRecord taken) {
    return taken.record().offset();
  }
}
