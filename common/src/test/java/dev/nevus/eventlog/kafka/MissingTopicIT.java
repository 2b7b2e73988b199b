package dev.nevus.eventlog.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.nevus.RealServers;
import dev.nevus.event.EventCodec;
import dev.nevus.eventlog.EventLogException;
import dev.nevus.eventlog.Topic;
import dev.nevus.eventlog.WorkState;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.Test;

/** A broker that was there before a topic of today was. */
class MissingTopicIT {
  @Test
  void isNamedAndCountsAsEmpty() throws Exception {
    KafkaConfig config = RealServers.startKafka("without-a-topic", Map.of());
    KafkaTopics.create(config, 1, (short) 1);
    try (Admin admin = Admin.create(config.client(Map.of()))) {
      admin.deleteTopics(Set.of(Topic.IMAGES_BACKLOG.topicName())).all().get();
      // The broker that answers learns of it a little after the one that decides.
      await()
          .until(
              () -> !admin.listTopics().names().get().contains(Topic.IMAGES_BACKLOG.topicName()));
    }

    try (KafkaWorkWatch watch = new KafkaWorkWatch(config);
        KafkaEventLog log =
            new KafkaEventLog(
                config, new KafkaEvents(new EventCodec("test")), new SimpleMeterRegistry())) {
      WorkState state =
          watch.look("nobody", Set.of(Topic.IMAGES_BACKLOG, Topic.SEGMENTATIONS_REQUESTED));

      assertThat(state.waiting())
          .isEqualTo(Map.of(Topic.IMAGES_BACKLOG, 0L, Topic.SEGMENTATIONS_REQUESTED, 0L));
      assertThatThrownBy(log::check)
          .isInstanceOf(EventLogException.class)
          .hasMessageContaining("lack the topics nevus.images.backlog,");
    }
  }
}
