package dev.nevus.eventlog;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nevus.event.Correlation;
import dev.nevus.event.Origin;
import java.util.List;
import org.junit.jupiter.api.Test;

class InMemoryEventLogTest extends EventLogContract {
  private final InMemoryEventLog log = new InMemoryEventLog();

  @Override
  protected EventLog log() {
    return log;
  }

  @Override
  protected List<Delivery> told() {
    return log.published().stream()
        .map(
            p ->
                new Delivery(
                    p.event(), p.correlation(), new Origin(p.topic().topicName(), 0, 0), 1))
        .toList();
  }

  @Test
  void canBeAway() {
    log.goAway();

    assertThatThrownBy(
            () -> log.publish(StoredImages.event(StoredImages.unique()), Correlation.NONE))
        .isInstanceOf(EventLogException.class);
    assertThatThrownBy(log::check).isInstanceOf(EventLogException.class);
  }
}
