package dev.nevus.eventlog.kafka;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicIdPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells of locks that were lost: another worker does the record again; harmless, but worth knowing.
 */
final class LostLocks {
  private static final Logger LOG = LoggerFactory.getLogger(LostLocks.class);

  private LostLocks() {}

  static void tell(Map<TopicIdPartition, Optional<KafkaException>> results) {
    results.forEach((partition, fault) -> fault.ifPresent(f -> tell(partition, f)));
  }

  static void tell(Map<TopicIdPartition, Set<Long>> offsets, @Nullable Exception fault) {
    if (fault != null) {
      offsets.keySet().forEach(partition -> tell(partition, fault));
    }
  }

  private static void tell(TopicIdPartition partition, Exception fault) {
    LOG.atWarn()
        .addKeyValue("partition", partition.topicPartition())
        .addKeyValue("cause", fault.getMessage())
        .log("an acknowledgement came too late or was lost, the record is done again");
  }
}
