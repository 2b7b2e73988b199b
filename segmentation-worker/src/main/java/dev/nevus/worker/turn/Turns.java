package dev.nevus.worker.turn;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Gives turns to compute. More images are in hand than there are cores, so that one is fetched
 * while another one is computed; here they wait for each other. Live images go first, within a rank
 * whoever came first. An image whose pixels do not fit lets others pass, but not for ever.
 *
 * <p>Others than live ones get a core only where live images leave one: those in hand that are
 * being fetched or stored count as well, since they need a core soon or bring the next one. Safe
 * for many threads.
 */
public final class Turns {
  /** So often an image that does not fit is passed by, before all others wait for it. */
  static final int PASSES = 8;

  // Between two live images a lane is empty for some milliseconds: no time for other work.
  private static final Duration MOMENT = Duration.ofMillis(50);

  private static final Duration LOOK_AGAIN = Duration.ofSeconds(10);

  private final TurnLimits limits;
  private final List<Waiting> waiting = new ArrayList<>();
  private int computing;
  private int computingBehind;
  private long pixelBytes;
  private int liveInHand;
  private long quietSince = System.nanoTime() - MOMENT.toNanos();

  public Turns(TurnLimits limits) {
    this.limits = limits;
  }

  /** What is given back when it is closed; to be closed once. */
  public interface Held extends AutoCloseable {
    @Override
    void close();
  }

  private static final class Waiting {
    private final Rank rank;
    private final long bytes;
    private int passed;

    Waiting(Rank rank, long bytes) {
      this.rank = rank;
      this.bytes = bytes;
    }
  }

  /** Images that are computed at once, at most. */
  public int cores() {
    return limits.cores();
  }

  /** A live image is in hand until the answer is closed. */
  public synchronized Held liveInHand() {
    liveInHand++;
    return this::liveGone;
  }

  private synchronized void liveGone() {
    if (liveInHand == limits.cores()) {
      quietSince = System.nanoTime();
    }
    liveInHand--;
    notifyAll();
  }

  /**
   * Returns once this image may compute, without a limit; it may until the answer is closed.
   *
   * @param bytes native memory that its pixels take
   */
  public synchronized Held take(Rank rank, long bytes) throws InterruptedException {
    Waiting me = new Waiting(rank, bytes);
    waiting.add(placeOf(rank), me);
    try {
      while (!next().equals(Optional.of(me))) {
        pause(rank);
      }
      waiting.subList(0, waiting.indexOf(me)).forEach(other -> other.passed++);
    } finally {
      waiting.remove(me);
      // Whoever stood behind may be next.
      notifyAll();
    }
    begin(rank, bytes);
    return () -> end(rank, bytes);
  }

  /**
   * Returns once live images leave a core, without a limit: what is not live need not even be
   * fetched before.
   */
  public synchronized void awaitQuiet() throws InterruptedException {
    while (!isQuiet()) {
      pause(Rank.BEHIND);
    }
  }

  /** Whether live images leave a core. */
  public synchronized boolean isQuiet() {
    return liveInHand < limits.cores() && momentLeft() <= 0;
  }

  /** Images that are computed now. */
  public synchronized int computing() {
    return computing;
  }

  /** Images that wait for a core. */
  public synchronized int waiting() {
    return waiting.size();
  }

  private void begin(Rank rank, long bytes) {
    computing++;
    computingBehind += rank == Rank.LIVE ? 0 : 1;
    pixelBytes += bytes;
  }

  private synchronized void end(Rank rank, long bytes) {
    computing--;
    computingBehind -= rank == Rank.LIVE ? 0 : 1;
    pixelBytes -= bytes;
    notifyAll();
  }

  /** Behind the last one of this rank or of a rank before it. */
  private int placeOf(Rank rank) {
    int place = waiting.size();
    while (place > 0 && waiting.get(place - 1).rank.compareTo(rank) > 0) {
      place--;
    }
    return place;
  }

  /** Whoever may begin now. */
  private Optional<Waiting> next() {
    if (computing >= limits.cores()) {
      return Optional.empty();
    }
    for (Waiting candidate : waiting) {
      if (candidate.rank != Rank.LIVE && !liveLeaveACore()) {
        return Optional.empty();
      }
      if (computing == 0 || pixelBytes + candidate.bytes <= limits.pixelBytes()) {
        return Optional.of(candidate);
      }
      if (candidate.passed >= PASSES && mayBlock(candidate)) {
        return Optional.empty();
      }
    }
    return Optional.empty();
  }

  /**
   * Live images never wait for others, so whatever waits for them would block its like for ever.
   */
  private boolean mayBlock(Waiting candidate) {
    return candidate.rank == Rank.LIVE || computing == computingBehind;
  }

  private boolean liveLeaveACore() {
    return liveInHand + computingBehind < limits.cores() && momentLeft() <= 0;
  }

  private long momentLeft() {
    return quietSince + MOMENT.toNanos() - System.nanoTime();
  }

  private void pause(Rank rank) throws InterruptedException {
    long left = momentLeft();
    // Every change is told; the longer wait only looks again where nothing was.
    long patience = rank != Rank.LIVE && left > 0 ? left : LOOK_AGAIN.toNanos();
    TimeUnit.NANOSECONDS.timedWait(this, patience);
  }
}
