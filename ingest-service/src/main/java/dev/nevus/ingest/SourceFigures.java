package dev.nevus.ingest;

import dev.nevus.event.Urgency;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/**
 * Counts the images of each source. Senders choose the names, so only the first ones are told
 * apart. Safe for many threads.
 */
final class SourceFigures {
  static final int MOST_SOURCES = 50;
  static final String OTHERS = "other";

  private final MeterRegistry registry;
  private final Set<String> told = new HashSet<>();

  SourceFigures(MeterRegistry registry) {
    this.registry = registry;
  }

  void accepted(String source, Urgency urgency) {
    Counter.builder("nevus.source.images")
        .description("Images accepted, by who sent them and whether they go behind")
        .tag("source", name(source))
        .tag("urgency", urgency.name().toLowerCase(Locale.ROOT))
        .register(registry)
        .increment();
  }

  private synchronized String name(String source) {
    if (!told.contains(source) && told.size() < MOST_SOURCES) {
      told.add(source);
    }
    return told.contains(source) ? source : OTHERS;
  }
}
