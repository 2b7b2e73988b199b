package dev.nevus.eventlog.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nevus.RealServers;
import dev.nevus.eventlog.Delivery;
import dev.nevus.eventlog.EventLog;
import dev.nevus.eventlog.EventLogContract;
import dev.nevus.eventlog.EventLogException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class KafkaEventLogIT extends EventLogContract {
  private static final KafkaUnderTest KAFKA = KafkaUnderTest.on(RealServers.kafka());

  @Override
  protected EventLog log() {
    return KAFKA.log();
  }

  @Override
  protected List<Delivery> told() {
    return KAFKA.tail().deliveries();
  }

  @AfterAll
  static void close() {
    KAFKA.close();
  }

  @Test
  void aBrokerThatIsAwayIsAFaultThatNamesItsAddress() {
    try (KafkaUnderTest away = KafkaUnderTest.on(KafkaConfig.plain("127.0.0.1:1"))) {
      assertThatThrownBy(() -> away.log().check())
          .isInstanceOf(EventLogException.class)
          .hasMessageContaining("127.0.0.1:1");
    }
  }

  @Test
  void tellsOnlyWhereItTalksTo() {
    assertThat(KAFKA.log().toString())
        .isEqualTo("KafkaEventLog[" + RealServers.kafka().bootstrap() + "]");
  }
}
