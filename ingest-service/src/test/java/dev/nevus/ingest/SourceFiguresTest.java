package dev.nevus.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nevus.event.Urgency;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;

class SourceFiguresTest {
  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final SourceFigures figures = new SourceFigures(registry);

  @Test
  void tellsTheFirstSourcesApartAndTheRestTogether() {
    for (int i = 0; i < 10_000; i++) {
      figures.accepted("source " + i, Urgency.LIVE);
    }
    figures.accepted("source 0", Urgency.BACKLOG);

    assertThat(registry.getMeters()).hasSize(SourceFigures.MOST_SOURCES + 2);
    assertThat(count("source 0", "live")).isEqualTo(1);
    assertThat(count("source 0", "backlog")).isEqualTo(1);
    assertThat(count(SourceFigures.OTHERS, "live")).isEqualTo(10_000 - SourceFigures.MOST_SOURCES);
  }

  private double count(String source, String urgency) {
    return registry
        .get("nevus.source.images")
        .tags("source", source, "urgency", urgency)
        .counter()
        .count();
  }
}
