package dev.nevus.eventlog.kafka;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where the work on partitions begins. What the group knows of a partition ends where the log was
 * cut off, as brokers do that elect a leader which lags behind: new images may stand there by now,
 * under the offsets of others that are done. For the consumer's thread alone.
 */
final class GroupPlaces {
  private static final Logger LOG = LoggerFactory.getLogger(GroupPlaces.class);
  private static final Duration ASK = Duration.ofSeconds(30);

  private final Consumer<String, byte[]> consumer;

  GroupPlaces(Consumer<String, byte[]> consumer) {
    this.consumer = consumer;
  }

  /** Begins with partitions that were just assigned where the last owners left off. */
  List<AssignedPartition> begin(Collection<TopicPartition> partitions) {
    Set<TopicPartition> asked = new HashSet<>(partitions);
    Map<TopicPartition, OffsetAndMetadata> committed = consumer.committed(asked, ASK);
    Map<TopicPartition, Long> ends = consumer.endOffsets(asked, ASK);
    List<AssignedPartition> begun = new ArrayList<>();
    for (TopicPartition partition : partitions) {
      OffsetAndMetadata last = committed.get(partition);
      begun.add(
          last == null
              ? new AssignedPartition(partition, null)
              : begin(partition, last, ends.getOrDefault(partition, Long.MAX_VALUE)));
    }
    return begun;
  }

  /** Goes back to where this record shows that the log was cut off, or to what is undone before. */
  AssignedPartition beginAgain(AssignedPartition before, ConsumerRecord<?, ?> record) {
    AssignedPartition again =
        new AssignedPartition(before.partition(), before.state(), record.offset());
    again.tellAgain();
    warn(before.partition(), record.offset());
    consumer.seek(before.partition(), again.ledger().note().offset());
    return again;
  }

  /** The epoch beside the offset lets the client ask where the log was cut, and go back there. */
  private AssignedPartition begin(TopicPartition partition, OffsetAndMetadata last, long end) {
    OffsetNote note = OffsetNote.parse(last.offset(), last.metadata());
    boolean isCut = note.end() > end;
    if (isCut) {
      warn(partition, end);
    }
    consumer.seek(
        partition, new OffsetAndMetadata(Math.min(last.offset(), end), last.leaderEpoch(), ""));
    // Where the cut lies is not known, only that it is not beyond the end.
    return new AssignedPartition(
        partition,
        isCut ? new OffsetAndMetadata(last.offset(), last.leaderEpoch(), "") : last,
        end);
  }

  private static void warn(TopicPartition partition, long cut) {
    LOG.atWarn()
        .addKeyValue("partition", partition)
        .addKeyValue("offset", cut)
        .log("the log was cut off and lost records: the group goes back to what is there");
  }
}
