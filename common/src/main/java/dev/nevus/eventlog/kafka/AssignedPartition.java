package dev.nevus.eventlog.kafka;

import java.util.Optional;
import java.util.OptionalInt;
import org.apache.kafka.clients.consumer.ConsumerRecord;
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

  /** What was known of the log when this began ends here. */
  private final long inheritedEnd;

  /** Records that this knowledge is of were written under this leader or an earlier one. */
  private final Optional<Integer> inheritedEpoch;

  private OffsetAndMetadata told;
  private Optional<Integer> epoch;
  private boolean isTold = true;
  private boolean isOurs = true;
  private boolean isPaused;
  private int inHand;

  /**
   * @param committed what the last owner left; none in a new group
   */
  AssignedPartition(TopicPartition partition, @Nullable OffsetAndMetadata committed) {
    this(partition, committed == null ? new OffsetAndMetadata(0) : committed, Long.MAX_VALUE);
  }

  /**
   * @param committed what the last owner left, or the group told last
   * @param cut from here on the log is not what it was then
   */
  AssignedPartition(TopicPartition partition, OffsetAndMetadata committed, long cut) {
    OffsetNote note = OffsetNote.parse(committed.offset(), committed.metadata()).cutAt(cut);
    this.partition = partition;
    this.told = committed;
    this.ledger = new OffsetLedger(note);
    this.inheritedEnd = note.end();
    this.inheritedEpoch = committed.leaderEpoch();
    this.epoch = inheritedEpoch;
  }

  TopicPartition partition() {
    return partition;
  }

  OffsetLedger ledger() {
    return ledger;
  }

  /**
   * Whether this record shows that the log was cut off: it stands where another one stood that was
   * taken or finished. Brokers that elect a leader which lags behind do that.
   */
  boolean isOnAnotherLog(ConsumerRecord<?, ?> record) {
    boolean isNewer =
        inheritedEpoch.isPresent()
            && record.leaderEpoch().filter(now -> now > inheritedEpoch.get()).isPresent();
    return ledger.isPast(record.offset()) || (isNewer && record.offset() < inheritedEnd);
  }

  /**
   * Takes the next record.
   *
   * @return attempts begun by earlier owners; empty where nothing is left to be done
   */
  OptionalInt take(ConsumerRecord<?, ?> record) {
    if (record.leaderEpoch().filter(now -> epoch.isEmpty() || now > epoch.get()).isPresent()) {
      epoch = record.leaderEpoch();
    }
    return ledger.take(record.offset());
  }

  /** What is to be committed, where that changed since the last time. */
  Optional<OffsetAndMetadata> news() {
    OffsetAndMetadata now = state();
    if (isTold && now.equals(told)) {
      return Optional.empty();
    }
    told = now;
    isTold = true;
    return Optional.of(now);
  }

  /** What the next owner has to know. */
  OffsetAndMetadata state() {
    OffsetNote note = ledger.note();
    // Under which leaders the rest of an older note was written is not known before it is read.
    boolean isKnown = inheritedEpoch.isPresent() || ledger.isPast(inheritedEnd - 1);
    return new OffsetAndMetadata(note.offset(), isKnown ? epoch : Optional.empty(), note.text());
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
