package dev.nevus.eventlog.kafka;

import dev.nevus.event.DeadLettered;
import dev.nevus.eventlog.EventLog;
import dev.nevus.eventlog.WorkQueue;
import dev.nevus.eventlog.WorkQueueContract;
import dev.nevus.image.ImageId;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;

/** The same contract against a broker in a container, where Docker is. */
class ShareGroupQueueContainerIT extends WorkQueueContract {
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
  protected WorkQueue queue(String group, int lanes) {
    return kafka.queue(WorkQueueKind.SHARE_GROUP, group, lanes);
  }

  @Override
  protected void dieWith(ImageId deadly, String group) throws Exception {
    DyingWorker.run(WorkQueueKind.SHARE_GROUP, kafka.config(), group, deadly);
  }

  @Override
  protected List<DeadLettered> deadLetters() {
    return kafka.tail().seen(DeadLettered.class);
  }
}
