package dev.nevus.standalone.client;

import dev.nevus.event.EventCodec;
import dev.nevus.event.Origin;
import dev.nevus.eventlog.Delivery;
import dev.nevus.eventlog.LogRecord;
import dev.nevus.eventlog.LogTail;
import dev.nevus.eventlog.Topic;
import dev.nevus.eventlog.kafka.KafkaConfig;
import dev.nevus.eventlog.kafka.KafkaEvents;
import dev.nevus.eventlog.kafka.KafkaLogTail;
import dev.nevus.image.RefusedException;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Hears everything that is told on some topics, from their beginning. Safe for many threads. */
public final class LogListener implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(LogListener.class);
  private static final int LOOK_AGAIN_MILLIS = 20;

  private final KafkaEvents events = new KafkaEvents(new EventCodec("client"));
  private final List<Heard> heard = new ArrayList<>();
  private final Map<LogTail.Partition, Long> positions = new HashMap<>();
  private final Clock clock;
  private final KafkaLogTail tail;

  /** Begins to listen. */
  public LogListener(KafkaConfig kafka, Set<Topic> topics, Clock clock) {
    this.clock = clock;
    this.tail = new KafkaLogTail(kafka);
    tail.start(topics, new Reader());
  }

  /**
   * One event.
   *
   * @param at when this process heard it; comparable with when this process did something
   */
  public record Heard(Delivery delivery, Instant at) {}

  /** Everything heard so far, in order within each partition. */
  public synchronized List<Heard> all() {
    return List.copyOf(heard);
  }

  /**
   * Waits until what was heard answers a question, but not longer than {@code patience}.
   *
   * @param question asked anew whenever something was heard; gets all of it
   */
  public synchronized <T> Optional<T> await(
      Function<List<Heard>, Optional<T>> question, Duration patience) throws InterruptedException {
    long until = System.nanoTime() + patience.toNanos();
    while (true) {
      Optional<T> answer = question.apply(heard);
      long millis = (until - System.nanoTime()) / 1_000_000;
      if (answer.isPresent() || millis <= 0) {
        return answer;
      }
      wait(millis);
    }
  }

  /**
   * Returns once everything that was on the log is heard.
   *
   * @throws IOException if that takes longer than {@code patience}
   */
  public void awaitEnd(Duration patience) throws IOException, InterruptedException {
    long until = System.nanoTime() + patience.toNanos();
    while (!tail.behind().equals(OptionalLong.of(0))) {
      if (System.nanoTime() > until) {
        throw new IOException("the log does not answer: is Nevus up?");
      }
      TimeUnit.MILLISECONDS.sleep(LOOK_AGAIN_MILLIS);
    }
  }

  @Override
  public void close() {
    tail.close();
  }

  private synchronized void take(LogRecord record) {
    Origin origin = record.origin();
    positions.put(new LogTail.Partition(origin.topic(), origin.partition()), origin.offset() + 1);
    try {
      heard.add(new Heard(events.decode(record), clock.instant()));
      notifyAll();
    } catch (RefusedException e) {
      LOG.atWarn().addKeyValue("origin", origin).log("not an event of Nevus");
    }
  }

  private synchronized Map<LogTail.Partition, Long> positions() {
    return Map.copyOf(positions);
  }

  private final class Reader implements LogTail.Reader {
    @Override
    public Map<LogTail.Partition, Long> positions() {
      return LogListener.this.positions();
    }

    @Override
    public void take(List<LogRecord> records) {
      records.forEach(LogListener.this::take);
    }
  }
}
