package dev.nevus.eventlog.kafka;

import dev.nevus.eventlog.Delivery;
import dev.nevus.eventlog.EventLog;
import dev.nevus.eventlog.EventLogContract;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;

/** The same contract against a broker in a container, where Docker is. */
class KafkaEventLogContainerIT extends EventLogContract {
  private static KafkaUnderTest kafka;

  @BeforeAll
  static void start() throws Exception {
    kafka = ContainerKafka.start();
  }

  @Override
  protected EventLog log() {
    return kafka.log();
  }

  @Override
  protected List<Delivery> told() {
    return kafka.tail().deliveries();
  }
}
