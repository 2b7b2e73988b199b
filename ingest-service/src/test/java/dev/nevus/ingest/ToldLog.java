package dev.nevus.ingest;

import dev.nevus.event.Correlation;
import dev.nevus.event.Event;
import dev.nevus.event.Origin;
import dev.nevus.eventlog.Delivery;
import dev.nevus.eventlog.EventDecoder;
import dev.nevus.eventlog.LogRecord;
import dev.nevus.eventlog.Topic;
import dev.nevus.image.Refusal;
import dev.nevus.image.RefusedException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** A log as its readers see it: records with places, and what each one says. */
public final class ToldLog implements EventDecoder {
  private final Map<Origin, Delivery> told = new HashMap<>();
  private final Map<String, Long> ends = new HashMap<>();

  /** Appends an event to its topic. */
  public LogRecord tell(Event event, Correlation correlation) {
    return tell(event, correlation, Instant.EPOCH);
  }

  /** The same, written at a time. */
  public LogRecord tell(Event event, Correlation correlation, Instant at) {
    Origin origin = next(Topic.of(event).topicName());
    told.put(origin, new Delivery(event, correlation, origin, 1));
    return record(origin, at);
  }

  /** Appends a record that nobody understands. */
  public LogRecord babble(Topic topic) {
    return record(next(topic.topicName()), Instant.EPOCH);
  }

  @Override
  public Delivery decode(LogRecord record) throws RefusedException {
    Delivery delivery = told.get(record.origin());
    if (delivery == null) {
      throw new Refusal(Refusal.Code.UNREADABLE_EVENT, "Nobody understands it.").asException();
    }
    return delivery;
  }

  private Origin next(String topic) {
    return new Origin(topic, 0, ends.merge(topic, 1L, Long::sum) - 1);
  }

  private static LogRecord record(Origin origin, Instant at) {
    return new LogRecord(origin, at, Optional.empty(), Map.of(), new byte[0]);
  }
}
