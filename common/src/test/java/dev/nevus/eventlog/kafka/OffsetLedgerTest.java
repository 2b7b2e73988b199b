package dev.nevus.eventlog.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

class OffsetLedgerTest {
  @Test
  void theOffsetStaysAtTheOldestUnfinishedRecord() {
    OffsetLedger ledger = new OffsetLedger(OffsetNote.at(10));
    for (long offset = 10; offset < 14; offset++) {
      ledger.take(offset);
      ledger.begin(offset);
    }

    ledger.finish(11);
    ledger.finish(13);
    assertThat(ledger.note().offset()).isEqualTo(10);
    ledger.finish(10);
    assertThat(ledger.note().offset()).isEqualTo(12);
    ledger.finish(12);

    assertThat(ledger.note()).isEqualTo(OffsetNote.at(14));
  }

  @Test
  void whatIsFinishedBeyondTheOffsetIsNotHandedOutByTheNextOwner() {
    OffsetLedger first = new OffsetLedger(OffsetNote.at(0));
    for (long offset = 0; offset < 3; offset++) {
      first.take(offset);
      first.begin(offset);
    }
    first.finish(1);

    OffsetLedger second = new OffsetLedger(first.note());

    assertThat(second.take(0)).hasValue(1);
    assertThat(second.take(1)).isEmpty();
    assertThat(second.take(2)).hasValue(1);
    assertThat(second.take(3)).hasValue(0);
    assertThat(second.begin(2)).isEqualTo(2);
  }

  @Test
  void anAttemptGivenBackDoesNotCount() {
    OffsetLedger ledger = new OffsetLedger(OffsetNote.at(0));
    ledger.take(0);
    ledger.begin(0);
    ledger.giveBack(0);

    assertThat(new OffsetLedger(ledger.note()).take(0)).hasValue(0);
  }

  @Test
  void aSlowRecordLetsAWindowOfOthersPassAndNoMore() {
    OffsetLedger ledger = new OffsetLedger(OffsetNote.at(0));
    long offset = 0;
    while (ledger.hasRoom()) {
      ledger.take(offset);
      if (offset > 0) {
        ledger.finish(offset);
      }
      offset++;
    }

    assertThat(offset).isEqualTo(OffsetLedger.WINDOW);
    OffsetLedger next = new OffsetLedger(ledger.note());
    assertThat(next.hasRoom()).as("what is inherited is read whatever its width").isTrue();
    ledger.finish(0);
    assertThat(ledger.hasRoom()).isTrue();
  }

  @Test
  void whatTheLogNoLongerHasHoldsNothingUp() {
    OffsetLedger first = new OffsetLedger(OffsetNote.at(0));
    first.take(0);
    first.begin(0);
    OffsetLedger second = new OffsetLedger(first.note());

    second.take(500);
    second.finish(500);

    assertThat(second.note()).isEqualTo(OffsetNote.at(501));
  }

  @RepeatedTest(100)
  void losesNothingAndRepeatsNothingOverCrashes() {
    long seed = new Random().nextLong();
    System.out.println("seed " + seed);

    RandomOwners owners = new RandomOwners(seed);
    for (int step = 0; step < 3000; step++) {
      owners.step();
    }
    owners.finishAll();
  }

  /** One partition that passes from owner to owner, beside a plain account of the truth. */
  private static final class RandomOwners {
    private final Random random;
    private final TreeSet<Long> log = new TreeSet<>();
    private Account account = new Account(new HashMap<>(), new HashSet<>());
    private Account committed = account.copy();
    private OffsetLedger ledger = new OffsetLedger(OffsetNote.at(0));
    private long committedOffset;
    private String committedText = "";
    private long next;
    private final List<Long> taken = new ArrayList<>();
    private final List<Long> begun = new ArrayList<>();

    private record Account(Map<Long, Integer> attempts, Set<Long> finished) {
      Account copy() {
        return new Account(new HashMap<>(attempts), new HashSet<>(finished));
      }
    }

    RandomOwners(long seed) {
      random = new Random(seed);
      long offset = random.nextInt(1000);
      for (int i = 0; i < 400; i++) {
        log.add(offset);
        offset += random.nextInt(20) == 0 ? 1 + random.nextInt(100) : 1;
      }
    }

    void step() {
      switch (random.nextInt(100)) {
        case 0 -> crash();
        case 1, 2, 3, 4, 5, 6, 7, 8, 9 -> commit();
        case 10 -> expire();
        default -> work();
      }
    }

    void finishAll() {
      boolean isMore = true;
      // With too many in hand none is taken, though there are more.
      while (isMore || !begun.isEmpty() || !taken.isEmpty()) {
        isMore = take();
        begin();
        finish();
      }
      commit();
      assertThat(account.finished()).containsAll(log);
      assertThat(committedText).isEmpty();
      assertThat(committedOffset).isEqualTo(log.last() + 1);
    }

    private void work() {
      switch (random.nextInt(7)) {
        case 0, 1 -> take();
        case 2, 3 -> begin();
        case 4, 5 -> finish();
        default -> giveBack();
      }
    }

    private boolean take() {
      Long offset = log.ceiling(next);
      if (offset == null || taken.size() + begun.size() > 40 || !ledger.hasRoom()) {
        return offset != null && ledger.hasRoom() && taken.size() + begun.size() <= 40;
      }
      next = offset + 1;
      OptionalInt attempts = ledger.take(offset);
      if (account.finished().contains(offset)) {
        assertThat(attempts).isEmpty();
      } else {
        assertThat(attempts).hasValue(account.attempts().getOrDefault(offset, 0));
        taken.add(offset);
      }
      return true;
    }

    private void begin() {
      if (!taken.isEmpty()) {
        long offset = taken.remove(random.nextInt(taken.size()));
        int attempt = ledger.begin(offset);
        assertThat(attempt).isEqualTo(account.attempts().merge(offset, 1, Integer::sum));
        begun.add(offset);
      }
    }

    private void finish() {
      if (!begun.isEmpty()) {
        long offset = begun.remove(random.nextInt(begun.size()));
        ledger.finish(offset);
        account.finished().add(offset);
      }
    }

    private void giveBack() {
      if (!begun.isEmpty()) {
        long offset = begun.remove(random.nextInt(begun.size()));
        ledger.giveBack(offset);
        account.attempts().merge(offset, -1, Integer::sum);
        taken.add(offset);
      }
    }

    private void commit() {
      OffsetNote note = ledger.note();
      assertThat(note.offset()).isGreaterThanOrEqualTo(committedOffset);
      committedOffset = note.offset();
      committedText = note.text();
      assertThat(committedText.length()).isLessThanOrEqualTo(OffsetNote.MOST_BYTES);
      committed = account.copy();
    }

    private void crash() {
      account = committed.copy();
      ledger = new OffsetLedger(OffsetNote.parse(committedOffset, committedText));
      next = committedOffset;
      taken.clear();
      begun.clear();
    }

    /** The log forgets its beginning. */
    private void expire() {
      for (int i = 0; i < 5 && log.size() > 100; i++) {
        log.pollFirst();
      }
    }
  }
}
