package dev.nevus.eventlog.kafka;

import dev.nevus.RealServers;
import dev.nevus.eventlog.EventLog;
import dev.nevus.eventlog.Handler;
import dev.nevus.eventlog.WorkQueue;
import dev.nevus.eventlog.WorkWatch;
import dev.nevus.eventlog.WorkWatchContract;
import org.junit.jupiter.api.AfterAll;

class ConsumerGroupWatchIT extends WorkWatchContract {
  private static final KafkaUnderTest KAFKA = KafkaUnderTest.on(RealServers.kafka());

  @Override
  protected EventLog log() {
    return KAFKA.log();
  }

  @Override
  protected WorkWatch watch() {
    return new KafkaWorkWatch(KAFKA.config());
  }

  @Override
  protected AutoCloseable worker(String group, Handler handler) {
    WorkQueue queue = KAFKA.queue(WorkQueueKind.CONSUMER_GROUP, group, 1);
    queue.start(handler);
    return queue;
  }

  @AfterAll
  static void close() {
    KAFKA.close();
  }
}
