package dev.nevus.worker.turn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TurnsTest {
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final ConcurrentLinkedQueue<String> began = new ConcurrentLinkedQueue<>();

  @AfterEach
  void close() {
    threads.shutdownNow();
  }

  @Test
  void noMoreComputeAtOnceThanThereAreCores() throws Exception {
    Turns turns = turns(2, 100);
    Turns.Held first = turns.take(Rank.LIVE, 1);
    Turns.Held second = turns.take(Rank.LIVE, 1);

    Future<Turns.Held> third = begin(turns, "third", Rank.LIVE, 1);
    awaitWaiting(turns, 1);
    assertThat(third).isNotDone();
    first.close();

    third.get().close();
    second.close();
    assertThat(turns.computing()).isZero();
  }

  @Test
  void liveImagesPassOthersThatWaitLonger() throws Exception {
    Turns turns = turns(1, 100);
    Turns.Held busy = turns.take(Rank.LIVE, 1);
    Future<Turns.Held> shadow = begin(turns, "shadow", Rank.SHADOW, 1);
    awaitWaiting(turns, 1);
    Future<Turns.Held> old = begin(turns, "old", Rank.BEHIND, 1);
    awaitWaiting(turns, 2);
    Future<Turns.Held> live = begin(turns, "live", Rank.LIVE, 1);
    awaitWaiting(turns, 3);

    busy.close();
    live.get().close();
    old.get().close();
    shadow.get().close();

    assertThat(began).containsExactly("live", "old", "shadow");
  }

  @Test
  void aHugeImageLetsSmallOnesPassButNotForEver() throws Exception {
    Turns turns = turns(2, 100);
    Turns.Held large = turns.take(Rank.LIVE, 60);
    Future<Turns.Held> huge = begin(turns, "huge", Rank.LIVE, 90);
    awaitWaiting(turns, 1);

    for (int i = 0; i < Turns.PASSES; i++) {
      begin(turns, "small", Rank.LIVE, 10).get().close();
    }
    Future<Turns.Held> late = begin(turns, "late", Rank.LIVE, 10);
    awaitWaiting(turns, 2);
    assertThat(huge).isNotDone();
    assertThat(late).isNotDone();
    large.close();

    huge.get();
    late.get();
    assertThat(began).hasSize(Turns.PASSES + 2).contains("huge", "late");
  }

  @Test
  void anImageLargerThanAllMemoryIsComputedAlone() throws Exception {
    Turns turns = turns(2, 100);
    Turns.Held small = turns.take(Rank.LIVE, 1);
    Future<Turns.Held> gigantic = begin(turns, "gigantic", Rank.LIVE, 1_000);
    awaitWaiting(turns, 1);
    small.close();
    Turns.Held alone = gigantic.get();

    Future<Turns.Held> next = begin(turns, "next", Rank.LIVE, 1);
    awaitWaiting(turns, 1);
    assertThat(next).isNotDone();
    alone.close();

    next.get().close();
  }

  @Test
  void othersComputeWhereLiveImagesLeaveACore() throws Exception {
    Turns turns = turns(2, 100);
    Turns.Held live = turns.liveInHand();

    turns.awaitQuiet();
    turns.take(Rank.BEHIND, 1).close();

    live.close();
  }

  @Test
  void othersWaitWhileLiveImagesInHandNeedAllCoresOrChange() throws Exception {
    Turns turns = turns(2, 100);
    Turns.Held one = turns.liveInHand();
    Turns.Held two = turns.liveInHand();
    Future<Turns.Held> old = begin(turns, "old", Rank.BEHIND, 1);
    awaitWaiting(turns, 1);

    for (int i = 0; i < 1_000; i++) {
      one.close();
      one = turns.liveInHand();
    }
    boolean beganTooEarly = old.isDone();
    one.close();
    two.close();

    assertThat(beganTooEarly).isFalse();
    old.get().close();
  }

  @Test
  void anOldHugeImageBlocksNoOthersWhileLiveOnesCompute() throws Exception {
    Turns turns = turns(3, 100);
    Turns.Held live = turns.liveInHand();
    Turns.Held computing = turns.take(Rank.LIVE, 20);
    Future<Turns.Held> huge = begin(turns, "huge", Rank.BEHIND, 90);
    awaitWaiting(turns, 1);

    for (int i = 0; i < 2 * Turns.PASSES; i++) {
      begin(turns, "small", Rank.BEHIND, 10).get().close();
    }
    computing.close();

    huge.get().close();
    live.close();
  }

  @Test
  void whoeverIsInterruptedGivesItsPlaceFree() throws Exception {
    Turns turns = turns(1, 100);
    Turns.Held busy = turns.take(Rank.LIVE, 1);
    Future<Turns.Held> first = begin(turns, "first", Rank.LIVE, 1);
    awaitWaiting(turns, 1);
    Future<Turns.Held> second = begin(turns, "second", Rank.LIVE, 1);
    awaitWaiting(turns, 2);

    first.cancel(true);
    awaitWaiting(turns, 1);
    busy.close();

    second.get().close();
    assertThat(began).containsExactly("second");
  }

  @Test
  void theLimitsHoldWhateverComes() throws Exception {
    long seed = System.nanoTime();
    System.out.println("TurnsTest seed " + seed);
    Random random = new Random(seed);
    Turns turns = turns(3, 100);
    AtomicInteger computing = new AtomicInteger();
    AtomicLong bytes = new AtomicLong();
    ConcurrentLinkedQueue<String> broken = new ConcurrentLinkedQueue<>();
    List<Callable<Void>> images = new ArrayList<>();
    for (int i = 0; i < 600; i++) {
      Rank rank = List.of(Rank.LIVE, Rank.BEHIND, Rank.SHADOW).get(random.nextInt(3));
      int size = 1 + random.nextInt(random.nextInt(20) == 0 ? 200 : 40);
      images.add(
          () -> {
            Turns.Held inHand = rank == Rank.LIVE ? turns.liveInHand() : () -> {};
            Turns.Held turn = turns.take(rank, size);
            try (inHand;
                turn) {
              long all = bytes.addAndGet(size);
              int cores = computing.incrementAndGet();
              if (cores > 3 || (all > 100 && cores > 1)) {
                broken.add(cores + " images, " + all + " bytes");
              }
              Thread.onSpinWait();
              computing.decrementAndGet();
              bytes.addAndGet(-size);
            }
            return null;
          });
    }

    ExecutorService lanes = Executors.newFixedThreadPool(12);
    try {
      for (Future<Void> image : lanes.invokeAll(images)) {
        image.get();
      }
    } finally {
      lanes.shutdownNow();
    }

    assertThat(broken).isEmpty();
    assertThat(turns.computing()).isZero();
  }

  private static Turns turns(int cores, long bytes) {
    return new Turns(new TurnLimits(cores, bytes));
  }

  private Future<Turns.Held> begin(Turns turns, String name, Rank rank, long bytes) {
    return threads.submit(
        () -> {
          Turns.Held held = turns.take(rank, bytes);
          began.add(name);
          return held;
        });
  }

  private static void awaitWaiting(Turns turns, int images) {
    await().until(() -> turns.waiting() == images);
  }
}
