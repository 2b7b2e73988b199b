package dev.nevus.eventlog.kafka;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.RebalanceInProgressException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the brokers how far the work has come. A commit that fails is told and made again with the
 * next one: at worst something is done twice. For the consumer's thread alone.
 */
final class GroupCommits {
  private static final Logger LOG = LoggerFactory.getLogger(GroupCommits.class);
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  /** Ends are acknowledged together; a record that begins takes those before it along. */
  private static final Duration LINGER = Duration.ofMillis(100);

  private final Consumer<String, byte[]> consumer;
  private long sentAt = System.nanoTime();
  private long notBefore = sentAt;
  private boolean isFailing;

  GroupCommits(Consumer<String, byte[]> consumer) {
    this.consumer = consumer;
  }

  /** Whether brokers refused the last one, in a rebalance, and would refuse another one now. */
  boolean areRefused() {
    return System.nanoTime() - notBefore < 0;
  }

  /** Sends what changed and waits for nothing. */
  void send(Collection<AssignedPartition> partitions) {
    long now = System.nanoTime();
    if (now - notBefore < 0) {
      return;
    }
    sentAt = now;
    Map<TopicPartition, OffsetAndMetadata> news = news(partitions);
    if (!news.isEmpty()) {
      List<AssignedPartition> told = List.copyOf(partitions);
      consumer.commitAsync(
          news,
          (offsets, fault) -> {
            if (fault == null) {
              isFailing = false;
            } else {
              failed(told, fault);
            }
          });
    }
  }

  /** Sends what changed, unless the last time was just now. */
  void sendDue(Collection<AssignedPartition> partitions) {
    if (System.nanoTime() - sentAt >= LINGER.toNanos()) {
      send(partitions);
    }
  }

  /** Returns once what changed is kept, or will not be; whether all is kept. */
  boolean sendNow(Collection<AssignedPartition> partitions) {
    try {
      // Waits for those that are on their way: what they fail to tell is news once more.
      consumer.commitSync(Map.of(), PATIENCE);
      Map<TopicPartition, OffsetAndMetadata> news = news(partitions);
      if (news.isEmpty()) {
        return true;
      }
      consumer.commitSync(news, PATIENCE);
      isFailing = false;
      return true;
    } catch (InterruptException e) {
      throw e;
    } catch (KafkaException e) {
      failed(partitions, e);
      return false;
    }
  }

  private void failed(Collection<AssignedPartition> partitions, Exception fault) {
    partitions.forEach(AssignedPartition::tellAgain);
    if (fault instanceof RebalanceInProgressException) {
      notBefore = System.nanoTime() + LINGER.toNanos();
      LOG.debug("a commit waits for the end of a rebalance");
    } else if (!isFailing) {
      isFailing = true;
      LOG.atWarn()
          .addKeyValue("cause", fault.toString())
          .log("a commit failed: what it told may be done again unless a later one succeeds");
    }
  }

  private static Map<TopicPartition, OffsetAndMetadata> news(
      Collection<AssignedPartition> partitions) {
    Map<TopicPartition, OffsetAndMetadata> news = new HashMap<>();
    for (AssignedPartition partition : partitions) {
      partition.news().ifPresent(now -> news.put(partition.partition(), now));
    }
    return news;
  }
}
