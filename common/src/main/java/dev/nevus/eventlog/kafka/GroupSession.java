package dev.nevus.eventlog.kafka;

import static java.util.Objects.requireNonNull;

import dev.nevus.eventlog.Topic;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One membership in a consumer group. The consumer's thread polls, pauses, resumes and commits;
 * lanes work. Polling goes on while all lanes are busy, so slow work never costs the membership.
 */
final class GroupSession implements ConsumerRebalanceListener {
  /**
   * A rebalance waits so long for work in hand; well below the client's longest pause between two
   * polls ({@code max.poll.interval.ms}), five minutes.
   */
  static final Duration HAND_OVER = Duration.ofMinutes(2);

  private static final Logger LOG = LoggerFactory.getLogger(GroupSession.class);
  private static final Duration IDLE = Duration.ofMillis(500);
  private static final Duration BUSY = Duration.ofMillis(20);
  private static final Duration FULL = Duration.ofMillis(100);

  /** What lanes only let wait does not end by itself: it is given back after so long. */
  private static final Duration WAITERS = Duration.ofSeconds(5);

  private static final Duration AFTER_INTERRUPT = Duration.ofSeconds(1);

  /** For the end of a rebalance: several heartbeats of the others. */
  private static final Duration LAST_WORDS = Duration.ofSeconds(5);

  private final Consumer<String, byte[]> consumer;
  private final WorkGroup group;
  private final BooleanSupplier isClosing;
  private final GroupPlaces places;
  private final GroupCommits commits;
  private final WorkInHand work;
  private final Map<TopicPartition, AssignedPartition> assigned = new HashMap<>();

  GroupSession(
      Consumer<String, byte[]> consumer,
      WorkGroup group,
      WorkLanes lanes,
      BooleanSupplier isClosing) {
    this.consumer = consumer;
    this.group = group;
    this.work = new WorkInHand(lanes, group.lanes());
    this.isClosing = isClosing;
    this.places = new GroupPlaces(consumer);
    this.commits = new GroupCommits(consumer);
  }

  /** Records that one poll brings. */
  static int batch(WorkGroup group) {
    return 2 * group.lanes();
  }

  /** Works until closing, and then until what is in hand has an end. */
  void run(Set<Topic> topics) throws InterruptedException {
    consumer.subscribe(topics.stream().map(Topic::topicName).toList(), this);
    while (!isClosing.getAsBoolean()) {
      work.learnEnds(Duration.ZERO);
      handOut();
      commits.sendDue(assigned.values());
      fetch();
    }
    settle(assigned.values(), this::pollForNothing);
    // In the middle of a rebalance brokers take no commits: its end is waited for.
    long until = System.nanoTime() + LAST_WORDS.toNanos();
    while (!commits.sendNow(assigned.values()) && System.nanoTime() - until < 0) {
      pollForNothing();
    }
  }

  @Override
  public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
    if (partitions.isEmpty()) {
      return;
    }
    places.begin(partitions).forEach(begun -> assigned.put(begun.partition(), begun));
  }

  /** They go to somebody else once this returns: what is in hand is finished and told before. */
  @Override
  public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
    List<AssignedPartition> leaving =
        partitions.stream().map(assigned::get).filter(p -> p != null).toList();
    try {
      settle(leaving, this::handOut);
      if (!commits.sendNow(leaving)) {
        LOG.atWarn().addKeyValue("partitions", partitions).log("handed over without a last word");
      }
    } catch (InterruptedException e) {
      throw new InterruptException(e);
    } finally {
      leave(leaving);
    }
  }

  /** They are somebody else's already. */
  @Override
  public void onPartitionsLost(Collection<TopicPartition> partitions) {
    List<AssignedPartition> lost =
        partitions.stream().map(assigned::get).filter(p -> p != null).toList();
    if (!lost.isEmpty()) {
      LOG.atWarn()
          .addKeyValue("partitions", partitions)
          .log("partitions were lost, what was not acknowledged is done again");
    }
    lost.forEach(work::takeBack);
    leave(lost);
  }

  private void leave(List<AssignedPartition> leaving) {
    for (AssignedPartition partition : leaving) {
      partition.leave();
      assigned.remove(partition.partition());
    }
  }

  private void handOut() {
    if (isClosing.getAsBoolean() || commits.areRefused()) {
      return;
    }
    List<TakenRecord> begun = work.begin();
    if (!begun.isEmpty()) {
      // Told before the work begins: it may be the last thing that this process does.
      commits.send(assigned.values());
      work.hand(begun);
    }
  }

  private void fetch() throws InterruptedException {
    boolean hasPlenty = work.isPlenty();
    for (AssignedPartition partition : assigned.values()) {
      pause(partition, hasPlenty || !partition.ledger().hasRoom());
    }
    if (hasPlenty) {
      work.learnEnds(FULL);
      take(consumer.poll(Duration.ZERO));
    } else {
      take(consumer.poll(work.isWithLanes() ? BUSY : work.isHeld() ? FULL : IDLE));
    }
  }

  private void pause(AssignedPartition partition, boolean paused) {
    if (partition.setPaused(paused)) {
      if (paused) {
        consumer.pause(List.of(partition.partition()));
      } else {
        consumer.resume(List.of(partition.partition()));
      }
    }
  }

  private void take(ConsumerRecords<String, byte[]> records) {
    for (TopicPartition partition : records.partitions()) {
      AssignedPartition home = requireNonNull(assigned.get(partition), "of a partition of ours");
      for (ConsumerRecord<String, byte[]> record : records.records(partition)) {
        if (home.isOnAnotherLog(record)) {
          beginAgain(home, record);
          break;
        }
        work.take(home, record);
      }
    }
  }

  /** What lanes still have of the partition does not count: other records have its offsets now. */
  private void beginAgain(AssignedPartition home, ConsumerRecord<String, byte[]> record) {
    work.takeBack(home);
    home.leave();
    assigned.put(home.partition(), places.beginAgain(home, record));
  }

  /**
   * Waits, bounded, for the work in hand of these partitions, and gives back what was not begun.
   *
   * @param meanwhile done again and again while waiting
   */
  private void settle(Collection<AssignedPartition> leaving, Runnable meanwhile)
      throws InterruptedException {
    List<AssignedPartition> all = List.copyOf(leaving);
    all.forEach(work::takeBack);
    if (!await(all, meanwhile, isClosing.getAsBoolean() ? group.drain() : HAND_OVER)) {
      all.forEach(work::interrupt);
      if (!await(all, meanwhile, AFTER_INTERRUPT)) {
        LOG.atWarn()
            .addKeyValue("group", group.name())
            .log("work in hand does not end and is left to the next owner");
      }
    }
    all.forEach(work::takeBack);
  }

  private boolean await(List<AssignedPartition> leaving, Runnable meanwhile, Duration patience)
      throws InterruptedException {
    boolean wasClosing = isClosing.getAsBoolean();
    long began = System.nanoTime();
    long until = began + patience.toNanos();
    while (leaving.stream().anyMatch(partition -> partition.inHand() > 0)) {
      long now = System.nanoTime();
      boolean isInVain = !work.isReady() && now - began >= WAITERS.toNanos();
      if (isInVain || now - until >= 0) {
        return false;
      }
      if (!wasClosing && isClosing.getAsBoolean()) {
        wasClosing = true;
        until = Math.min(until, now + group.drain().toNanos());
      }
      work.learnEnds(FULL);
      meanwhile.run();
    }
    return true;
  }

  /** Keeps the membership while closing; what comes is not taken and so comes again elsewhere. */
  private void pollForNothing() {
    assigned.values().forEach(partition -> pause(partition, true));
    int left = consumer.poll(BUSY).count();
    if (left > 0) {
      LOG.atDebug().addKeyValue("records", left).log("left for others while closing");
    }
  }
}
