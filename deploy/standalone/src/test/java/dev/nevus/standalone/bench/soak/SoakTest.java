package dev.nevus.standalone.bench.soak;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nevus.standalone.ledger.Count;
import dev.nevus.standalone.ledger.LedgerSums;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** What is told of a long run. */
class SoakTest {
  @Test
  void growthIsWhatTheLastFifthHasOverTheSecond() {
    List<Sample> samples =
        LongStream.range(0, 50)
            .mapToObj(i -> new Sample(1000 + 10 * i, 500 + i, i < 10 ? 5 : 30, 100))
            .toList();

    Growth growth = Growth.of("soak-1", samples).orElseThrow();

    assertThat(growth.residentGrowthBytes()).isEqualTo(300);
    assertThat(growth.nativeGrowthBytes()).isEqualTo(30);
    assertThat(growth.threadsGrowth()).isZero();
    assertThat(growth.openFilesGrowth()).isZero();
    assertThat(growth.samples()).isEqualTo(50);
    assertThat(Growth.of("soak-1", samples.subList(0, 5))).isPresent();
  }

  @Test
  void aWorkerLookedAtTooSeldomCostsTheRestNothing() {
    List<Sample> four = Collections.nCopies(4, new Sample(1, 1, 1, 1));
    assertThat(Growth.of("soak-1", four)).isEmpty();

    SoakResult result = result(Map.of());
    assertThat(result.lines())
        .last()
        .isEqualTo("2 workers were looked at too seldom to tell their growth");
  }

  @Test
  void isGoodOnlyIfEachImageThatWasSentHasOneMask() {
    Map<Count, Long> all = Map.of(Count.ACCEPTED, 10L, Count.MASKS, 10L, Count.RESULTS, 10L);
    Map<Count, Long> twoModels = Map.of(Count.ACCEPTED, 10L, Count.MASKS, 10L, Count.RESULTS, 11L);
    Map<Count, Long> tooFew = Map.of(Count.ACCEPTED, 9L, Count.MASKS, 9L, Count.RESULTS, 9L);

    assertThat(result(all).isGood()).isTrue();
    assertThat(result(twoModels).isGood()).isFalse();
    assertThat(result(tooFew).isGood()).isFalse();
  }

  private static SoakResult result(Map<Count, Long> counts) {
    LedgerSums sums = new LedgerSums(counts, Map.of(), Map.of(), List.of());
    return new SoakResult(10, 3, 1, 5, 2, sums, List.of());
  }
}
