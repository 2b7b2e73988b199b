package dev.nevus.eventlog.kafka;

import java.util.Optional;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * A partition from its assignment to its revocation: what is done of it, and what of that was
 * committed. For the consumer's thread alone.
 */
final class AssignedPartition {
  private final TopicPartition partition;
  private final OffsetLedger ledger;
  private OffsetAndMetadata told;
  private boolean isTold = true;
  private boolean isOurs = true;
  private boolean isPaused;
  private int inHand;

  /**
   * @param committed what the last owner left; none in a new group
   */
  AssignedPartition(TopicPartition partition, @Nullable OffsetAndMetadata committed) {
    this.partition = partition;
    this.told = committed == null ? new OffsetAndMetadata(0) : committed;
    this.ledger = new OffsetLedger(OffsetNote.parse(told.offset(), told.metadata()));
  }

  TopicPartition partition() {
    return partition;
  }

  OffsetLedger ledger() {
    return ledger;
  }

  /** What is to be committed, where that changed since the last time. */
  Optional<OffsetAndMetadata> news() {
    OffsetNote note = ledger.note();
    OffsetAndMetadata now = new OffsetAndMetadata(note.offset(), note.text());
    if (isTold && now.equals(told)) {
      return Optional.empty();
    }
    told = now;
    isTold = true;
    return Optional.of(now);
  }

  /** The last commit may have failed. */
  void tellAgain() {
    isTold = false;
  }

  /** Records of this partition that lanes have. */
  int inHand() {
    return inHand;
  }

  void addInHand(int more) {
    inHand += more;
  }

  /** Whether what becomes of its records still counts. */
  boolean isOurs() {
    return isOurs;
  }

  void leave() {
    isOurs = false;
  }

  /** Whether that is a change. */
  boolean setPaused(boolean paused) {
    boolean changed = paused != isPaused;
    isPaused = paused;
    return changed;
  }
}
