package dev.nevus.eventlog;

import dev.nevus.event.Origin;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** A log of records in memory, one partition a topic, that can be away and can forget. */
public final class InMemoryRecordLog implements RecordLog {
  private final Map<String, List<LogRecord>> topics = new HashMap<>();
  private final Map<String, Long> begins = new HashMap<>();
  private final Clock clock;
  private boolean away;

  public InMemoryRecordLog(Clock clock) {
    this.clock = clock;
  }

  @Override
  public void scan(Topic topic, Optional<Instant> since, Consumer<LogRecord> each)
      throws EventLogException {
    records(topic.topicName()).stream()
        .filter(record -> since.map(from -> !record.at().isBefore(from)).orElse(true))
        .forEach(each);
  }

  @Override
  public Optional<LogRecord> find(Origin origin) throws EventLogException {
    return records(origin.topic()).stream()
        .filter(record -> record.origin().equals(origin))
        .findFirst();
  }

  @Override
  public synchronized Origin append(
      Topic topic, Optional<String> key, Map<String, byte[]> headers, byte[] value)
      throws EventLogException {
    answer();
    List<LogRecord> records = topics.computeIfAbsent(topic.topicName(), name -> new ArrayList<>());
    Origin origin = new Origin(topic.topicName(), 0, records.size());
    records.add(new LogRecord(origin, clock.instant(), key, headers, value.clone()));
    return origin;
  }

  /** Everything on a topic so far is gone, as after its retention. */
  public synchronized void expire(Topic topic) {
    begins.put(topic.topicName(), (long) topics.getOrDefault(topic.topicName(), List.of()).size());
  }

  /** What stands on a topic. */
  public synchronized List<LogRecord> all(Topic topic) {
    return List.copyOf(topics.getOrDefault(topic.topicName(), List.of()));
  }

  /** All calls fail from now on. */
  public synchronized void goAway() {
    away = true;
  }

  @Override
  public void close() {
    // Nothing is held.
  }

  private synchronized List<LogRecord> records(String topic) throws EventLogException {
    answer();
    return topics.getOrDefault(topic, List.of()).stream()
        .filter(record -> record.origin().offset() >= begins.getOrDefault(topic, 0L))
        .toList();
  }

  private void answer() throws EventLogException {
    if (away) {
      throw new EventLogException("the log is away");
    }
  }
}
