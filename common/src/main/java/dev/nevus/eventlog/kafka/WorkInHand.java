package dev.nevus.eventlog.kafka;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Everything that was taken and has no end yet: some records wait, some are with the lanes. For the
 * consumer's thread alone.
 */
final class WorkInHand {
  /** Announcements of images, about a kilobyte each. */
  private static final int MOST_SUSPECTS = 1_000;

  private final HeldRecords held = new HeldRecords();
  private final WorkLanes lanes;
  private final int laneCount;

  WorkInHand(WorkLanes lanes, int laneCount) {
    this.lanes = lanes;
    this.laneCount = laneCount;
  }

  /** Takes a record unless an earlier owner of its partition finished it. */
  void take(AssignedPartition home, ConsumerRecord<String, byte[]> record) {
    OptionalInt attempts = home.take(record);
    if (attempts.isPresent()) {
      held.add(new TakenRecord(home, record, attempts.getAsInt()));
    }
  }

  /**
   * Whether no more is needed for now. What crashes left comes one at a time, so others are taken
   * beside it: no lane shall be idle for that.
   */
  boolean isPlenty() {
    return held.freshCount() >= 4 * laneCount || held.suspectCount() >= MOST_SUSPECTS;
  }

  boolean isWithLanes() {
    return lanes.inHand() > 0;
  }

  /** Whether records wait for lanes that would let them wait. */
  boolean isHeld() {
    return held.count() > 0;
  }

  /** Whether lanes would begin a record now. */
  boolean isReady() {
    return lanes.isReady();
  }

  /**
   * Begins attempts, to be told to the brokers and then given to {@link #hand}: as many again as
   * there are lanes, so that no lane waits for this thread, and no more; none while lanes would let
   * them wait.
   */
  List<TakenRecord> begin() {
    boolean isEnough = lanes.inHand() > laneCount;
    return isEnough || !lanes.isReady() ? List.of() : held.next(2 * laneCount - lanes.inHand());
  }

  void hand(List<TakenRecord> begun) {
    begun.forEach(lanes::hand);
  }

  /** Enters what ended into the ledgers; waits so long for the first end. */
  void learnEnds(Duration patience) throws InterruptedException {
    Optional<WorkLanes.Ended> ended = lanes.nextEnd(patience);
    while (ended.isPresent()) {
      TakenRecord record = ended.get().record();
      held.ended(record);
      if (record.home().isOurs()) {
        ended.get().how().ifPresentOrElse(how -> learn(record, how), record::giveBack);
      }
      ended = lanes.nextEnd(Duration.ZERO);
    }
  }

  /** Gives back what no lane works on. */
  void takeBack(AssignedPartition partition) {
    held.forget(partition);
    for (TakenRecord record : lanes.takeBack(partition)) {
      held.ended(record);
      record.giveBack();
    }
  }

  /** Asks for an end of what lanes work on; it is learnt as any other. */
  void interrupt(AssignedPartition partition) {
    lanes.interrupt(partition);
  }

  private void learn(TakenRecord record, RecordWork.End how) {
    if (how == RecordWork.End.FINISHED) {
      record.finish();
    } else {
      held.addAgain(record);
    }
  }
}
