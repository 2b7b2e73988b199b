package dev.nevus.eventlog.kafka;

import dev.nevus.event.Event;
import dev.nevus.event.EventCodec;
import dev.nevus.eventlog.Delivery;
import dev.nevus.eventlog.LogRecord;
import dev.nevus.eventlog.LogTail;
import dev.nevus.eventlog.Topic;
import dev.nevus.image.RefusedException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

/** Everything that stands on some topics, for tests to look at. */
public final class TailedLog implements AutoCloseable, LogTail.Reader {
  private final KafkaEvents events = new KafkaEvents(new EventCodec("test"));
  private final KafkaLogTail tail;
  private final List<Delivery> seen = new CopyOnWriteArrayList<>();

  /** Reads from the beginning. */
  public TailedLog(KafkaConfig config, Set<Topic> topics) {
    tail = new KafkaLogTail(config);
    tail.start(topics, this);
  }

  /** The events of one type so far. */
  public <E extends Event> List<E> seen(Class<E> type) {
    return seen.stream().map(Delivery::event).filter(type::isInstance).map(type::cast).toList();
  }

  /** Events with what travelled with them. */
  public List<Delivery> deliveries() {
    return List.copyOf(seen);
  }

  @Override
  public Map<LogTail.Partition, Long> positions() {
    return Map.of();
  }

  @Override
  public void take(List<LogRecord> records) {
    for (LogRecord record : records) {
      try {
        seen.add(events.decode(record));
      } catch (RefusedException e) {
        throw new AssertionError("an unreadable record at " + record.origin(), e);
      }
    }
  }

  @Override
  public void close() {
    tail.close();
  }
}
