package dev.nevus.trainer.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nevus.SetClock;
import dev.nevus.label.Side;
import dev.nevus.store.InMemoryObjectStore;
import dev.nevus.store.StoreException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SplitLedgerRaceTest {
  private static final int PROCESSES = 4;

  private final InMemoryObjectStore store = new InMemoryObjectStore();
  private final OneSideEach guarantee = new OneSideEach();

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void nobodyChangesSideHoweverManyTrainersAssignAtOnce(long seed) throws Exception {
    List<NewImage> images = NewImages.mixed(600, new Random(seed));
    ExecutorService processes = Executors.newFixedThreadPool(PROCESSES);
    try {
      List<Callable<Void>> work = new ArrayList<>();
      for (int i = 0; i < PROCESSES; i++) {
        Random random = new Random(seed * PROCESSES + i);
        work.add(() -> retrain(images, random));
      }
      for (Future<Void> done : processes.invokeAll(work)) {
        done.get();
      }
    } finally {
      processes.shutdownNow();
    }

    SplitLedger after = open();
    guarantee.observe(images, after.assign(images));
    guarantee.verify(after);
    assertThat(guarantee.on(Side.TEST)).isGreaterThan(40);
    assertThat(guarantee.on(Side.VALIDATION)).isGreaterThan(15);
    assertThat(guarantee.on(Side.WITHHELD)).isBetween(1L, 120L);
  }

  @Test
  void whoLosesThePageReadsItAndDecidesAnew() throws StoreException {
    SplitLedger quick = open();
    SplitLedger stale = open();
    List<NewImage> images = NewImages.mixed(400, new Random(7));

    guarantee.observe(images.subList(0, 250), quick.assign(images.subList(0, 250)));
    guarantee.observe(images.subList(150, 400), stale.assign(images.subList(150, 400)));
    guarantee.observe(images, quick.assign(images));

    guarantee.verify(quick);
    guarantee.verify(stale);
  }

  @Test
  void whoFoundsSecondTakesTheKeyThatIsThere() throws StoreException {
    List<NewImage> images = NewImages.mixed(300, new Random(9));
    Constitution late = Constitution.found(new Shares(0.4, 0.4), Instant.EPOCH);
    LedgerPages pages = new LedgerPages(store);

    StoredPage<Constitution> first = pages.first(Constitution.found(Shares.DEFAULT, Instant.EPOCH));

    assertThat(pages.first(late)).isEqualTo(first);
    assertThat(open().shares()).isEqualTo(Shares.DEFAULT);
    assertThat(open().assign(images)).isEqualTo(open().assign(images));
  }

  /** Rounds of random batches; now and then the process starts anew. */
  private Void retrain(List<NewImage> images, Random random) throws StoreException {
    SplitLedger ledger = open();
    for (int round = 0; round < 12; round++) {
      List<NewImage> batch = new ArrayList<>(images);
      Collections.shuffle(batch, random);
      batch = batch.subList(0, 1 + random.nextInt(40));
      guarantee.observe(batch, ledger.assign(batch));
      if (random.nextInt(4) == 0) {
        ledger = open();
      }
    }
    return null;
  }

  private SplitLedger open() throws StoreException {
    return SplitLedger.open(store, new SetClock(Instant.EPOCH), Shares.DEFAULT);
  }
}
