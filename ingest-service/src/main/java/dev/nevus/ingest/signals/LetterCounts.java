package dev.nevus.ingest.signals;

import dev.nevus.deadletter.LetterState;
import dev.nevus.event.Fault;
import dev.nevus.ingest.catalog.LetterCatalog;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How many dead letters there are, as metrics and for the report. Asks the catalog at most every
 * few seconds, whoever asks here. Safe for many threads.
 */
public final class LetterCounts {
  private static final Logger LOG = LoggerFactory.getLogger(LetterCounts.class);
  private static final Duration FRESH = Duration.ofSeconds(5);

  private final LetterCatalog letters;
  private final Clock clock;
  private Optional<Map<LetterState, Map<Fault, Long>>> counts = Optional.empty();
  private Instant asked = Instant.MIN;

  public LetterCounts(LetterCatalog letters, Clock clock) {
    this.letters = letters;
    this.clock = clock;
  }

  /** Shows a figure for each fault and state. */
  public void bindTo(MeterRegistry registry) {
    for (LetterState state : LetterState.values()) {
      for (Fault fault : Fault.values()) {
        Gauge.builder("nevus.dead.letters", this, counts -> counts.of(state, fault))
            .description("Dead letters by what was to blame and what became of them")
            .tag("fault", fault.word())
            .tag("state", state.word())
            .register(registry);
      }
    }
  }

  /** State to fault to letters, without those that there are none of; empty if not known. */
  public Optional<Map<String, Map<String, Long>>> told() {
    return counts()
        .map(
            known -> {
              Map<String, Map<String, Long>> words = new TreeMap<>();
              known.forEach(
                  (state, faults) -> {
                    Map<String, Long> one = new TreeMap<>();
                    faults.forEach((fault, count) -> one.put(fault.word(), count));
                    words.put(state.word(), one);
                  });
              return words;
            });
  }

  private double of(LetterState state, Fault fault) {
    return counts()
        .map(known -> (double) known.getOrDefault(state, Map.of()).getOrDefault(fault, 0L))
        .orElse(Double.NaN);
  }

  private synchronized Optional<Map<LetterState, Map<Fault, Long>>> counts() {
    Instant now = clock.instant();
    if (asked.isAfter(now.minus(FRESH))) {
      return counts;
    }
    try {
      counts = Optional.of(letters.counts());
    } catch (IOException e) {
      counts = Optional.empty();
      LOG.atDebug().setCause(e).log("the dead letters are not counted");
    }
    // After the question: where the database is away, each takes seconds.
    asked = clock.instant();
    return counts;
  }
}
