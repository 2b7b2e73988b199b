package dev.nevus.eventlog.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nevus.RealServers;
import dev.nevus.eventlog.EventLog;
import dev.nevus.eventlog.EventLogException;
import dev.nevus.eventlog.Handler;
import dev.nevus.eventlog.Topic;
import dev.nevus.eventlog.WorkQueue;
import dev.nevus.eventlog.WorkWatch;
import dev.nevus.eventlog.WorkWatchContract;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class ShareGroupWatchIT extends WorkWatchContract {
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
    WorkQueue queue = KAFKA.queue(WorkQueueKind.SHARE_GROUP, group, 1);
    queue.start(handler);
    return queue;
  }

  @Test
  void brokersThatAreAwayAreAFaultThatNamesTheirAddress() {
    try (WorkWatch away = new KafkaWorkWatch(KafkaConfig.plain("127.0.0.1:1"))) {
      assertThatThrownBy(() -> away.look("group", Set.of(Topic.IMAGES_STORED)))
          .isInstanceOf(EventLogException.class)
          .hasMessageContaining("127.0.0.1:1");
    }
  }

  @Test
  void tellsOnlyWhereItTalksTo() {
    try (WorkWatch watch = watch()) {
      assertThat(watch.toString()).isEqualTo("KafkaWorkWatch[" + KAFKA.config().bootstrap() + "]");
    }
  }

  @AfterAll
  static void close() {
    KAFKA.close();
  }
}
