package dev.nevus.eventlog.kafka;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The threads that do the work. All methods are for the consumer's thread, which hands records out
 * and learns their ends here; it touches nothing else that the lanes touch.
 */
final class WorkLanes implements AutoCloseable {
  /**
   * What became of a record.
   *
   * @param how empty where it was interrupted
   */
  record Ended(TakenRecord record, Optional<RecordWork.End> how) {}

  private static final Logger LOG = LoggerFactory.getLogger(WorkLanes.class);

  private final RecordWork work;
  private final AtomicInteger inFlight;
  private final ThreadPoolExecutor threads;
  private final Set<LaneTask> tasks = new HashSet<>();
  private final BlockingQueue<LaneTask> done = new LinkedBlockingQueue<>();

  /**
   * @param inFlight counts the records that lanes work on
   */
  WorkLanes(int lanes, RecordWork work, AtomicInteger inFlight) {
    this.work = work;
    this.inFlight = inFlight;
    this.threads =
        new ThreadPoolExecutor(
            lanes, lanes, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), WorkLanes::named);
  }

  /** Whether a lane would begin a record now. */
  boolean isReady() {
    return work.isReady();
  }

  void hand(TakenRecord record) {
    LaneTask task = new LaneTask(record);
    tasks.add(task);
    record.home().addInHand(1);
    threads.execute(task);
  }

  /** Records with the lanes, begun or next in turn. */
  int inHand() {
    return tasks.size();
  }

  /** The next record that ended; waits so long for it. */
  Optional<Ended> nextEnd(Duration patience) throws InterruptedException {
    LaneTask task = done.poll(patience.toMillis(), TimeUnit.MILLISECONDS);
    if (task == null) {
      return Optional.empty();
    }
    forget(task);
    return Optional.of(new Ended(task.record, task.end));
  }

  /** Takes those records of a partition back that no lane has begun. */
  List<TakenRecord> takeBack(AssignedPartition partition) {
    List<TakenRecord> back = new ArrayList<>();
    for (LaneTask task : List.copyOf(tasks)) {
      if (task.record.home() == partition && threads.remove(task)) {
        forget(task);
        back.add(task.record);
      }
    }
    return back;
  }

  /** Asks for an end at once; it comes by {@link #nextEnd} as any other. */
  void interrupt(AssignedPartition partition) {
    for (LaneTask task : tasks) {
      if (task.record.home() == partition) {
        task.interrupt();
      }
    }
  }

  /** Waits for nobody. */
  @Override
  public void close() {
    threads.shutdownNow();
  }

  private void forget(LaneTask task) {
    tasks.remove(task);
    task.record.home().addInHand(-1);
  }

  private static Thread named(Runnable task) {
    Thread thread = new Thread(task, "group-lane");
    thread.setDaemon(true);
    return thread;
  }

  private final class LaneTask implements Runnable {
    private final TakenRecord record;
    private Optional<RecordWork.End> end = Optional.empty();
    private Optional<Thread> lane = Optional.empty();
    private boolean isInterrupted;

    LaneTask(TakenRecord record) {
      this.record = record;
    }

    @Override
    public void run() {
      inFlight.incrementAndGet();
      try {
        enter();
        end = Optional.of(work.finish(KafkaEvents.logRecord(record.record()), record.attempt()));
      } catch (InterruptedException e) {
        LOG.debug("a record was interrupted and goes back");
      } catch (RuntimeException | Error e) {
        LOG.atError().setCause(e).log("the work on a record broke");
        end = Optional.of(RecordWork.End.AGAIN);
      } finally {
        leave();
        inFlight.decrementAndGet();
        done.add(this);
      }
    }

    synchronized void interrupt() {
      isInterrupted = true;
      lane.ifPresent(Thread::interrupt);
    }

    private synchronized void enter() throws InterruptedException {
      if (isInterrupted) {
        throw new InterruptedException("before it began");
      }
      lane = Optional.of(Thread.currentThread());
    }

    /** An interrupt that came too late must not hit the lane's next record. */
    private synchronized void leave() {
      lane = Optional.empty();
      if (Thread.interrupted()) {
        LOG.debug("an interrupt came too late");
      }
    }
  }
}
