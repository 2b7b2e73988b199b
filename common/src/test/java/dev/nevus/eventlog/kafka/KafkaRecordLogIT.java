package dev.nevus.eventlog.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nevus.RealServers;
import dev.nevus.event.Origin;
import dev.nevus.eventlog.EventLogException;
import dev.nevus.eventlog.RecordLog;
import dev.nevus.eventlog.RecordLogContract;
import dev.nevus.eventlog.Topic;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class KafkaRecordLogIT extends RecordLogContract {
  private static final RecordLog RECORDS = new KafkaRecordLog(RealServers.kafka());

  @Override
  protected RecordLog records() {
    return RECORDS;
  }

  @Test
  void whatExpiredIsNotFoundThoughOthersStandBehindIt() throws Exception {
    Origin gone = RECORDS.append(Topic.IMAGES_INBOUND, Optional.empty(), Map.of(), new byte[] {1});
    Origin there = RECORDS.append(Topic.IMAGES_INBOUND, Optional.empty(), Map.of(), new byte[] {2});
    TopicPartition home = new TopicPartition(gone.topic(), gone.partition());
    try (Admin admin = Admin.create(RealServers.kafka().client(Map.of()))) {
      admin.deleteRecords(Map.of(home, RecordsToDelete.beforeOffset(there.offset()))).all().get();
    }

    assertThat(RECORDS.find(gone)).isEmpty();
    assertThat(RECORDS.find(there)).isPresent();
  }

  @Test
  void brokersThatAreAwayAreAFaultThatNamesTheirAddress() {
    try (RecordLog away = new KafkaRecordLog(KafkaConfig.plain("127.0.0.1:1"))) {
      assertThatThrownBy(() -> away.find(new Origin("nevus.images.inbound", 0, 0)))
          .isInstanceOf(EventLogException.class)
          .hasMessageContaining("127.0.0.1:1");
    }
  }

  @Test
  void tellsOnlyWhereItTalksTo() {
    assertThat(RECORDS.toString())
        .isEqualTo("KafkaRecordLog[" + RealServers.kafka().bootstrap() + "]");
  }

  @AfterAll
  static void close() {
    RECORDS.close();
  }
}
