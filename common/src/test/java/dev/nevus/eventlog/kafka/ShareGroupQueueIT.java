package dev.nevus.eventlog.kafka;

import dev.nevus.RealServers;
import dev.nevus.event.DeadLettered;
import dev.nevus.eventlog.EventLog;
import dev.nevus.eventlog.WorkQueue;
import dev.nevus.eventlog.WorkQueueContract;
import dev.nevus.image.ImageId;
import java.util.List;
import org.junit.jupiter.api.AfterAll;

class ShareGroupQueueIT extends WorkQueueContract {
  private static final KafkaUnderTest KAFKA = KafkaUnderTest.on(RealServers.kafka());

  @Override
  protected EventLog log() {
    return KAFKA.log();
  }

  @Override
  protected WorkQueue queue(String group, int lanes) {
    return KAFKA.queue(WorkQueueKind.SHARE_GROUP, group, lanes);
  }

  @Override
  protected void dieWith(ImageId deadly, String group) throws Exception {
    DyingWorker.run(WorkQueueKind.SHARE_GROUP, KAFKA.config(), group, deadly);
  }

  @Override
  protected List<DeadLettered> deadLetters() {
    return KAFKA.tail().seen(DeadLettered.class);
  }

  @AfterAll
  static void close() {
    KAFKA.close();
  }
}
