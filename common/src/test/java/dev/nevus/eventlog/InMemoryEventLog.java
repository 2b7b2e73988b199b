package dev.nevus.eventlog;

import dev.nevus.event.Correlation;
import dev.nevus.event.Event;
import dev.nevus.event.EventCodec;
import dev.nevus.image.RefusedException;
import io.cloudevents.CloudEvent;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * An event log that remembers what was told, and that can be away. Every event goes through its
 * JSON form, so whatever could not be read back is noticed here too.
 */
public final class InMemoryEventLog implements EventLog {
  /** What was told, with what travelled along. */
  public record Published(Topic topic, Event event, Correlation correlation) {}

  private final EventCodec codec = new EventCodec("in-memory");
  private final List<Published> published = new ArrayList<>();
  private int failures;
  private boolean away;
  private int answers = Integer.MAX_VALUE;

  @Override
  public synchronized void publish(Event event, Correlation correlation) throws EventLogException {
    answer();
    CloudEvent told = codec.encode(event, correlation);
    try {
      published.add(new Published(Topic.of(event), codec.decode(told), codec.correlation(told)));
    } catch (RefusedException e) {
      throw new IllegalArgumentException("nobody could read this event", e);
    }
  }

  @Override
  public synchronized void check() throws EventLogException {
    answer();
  }

  @Override
  public void close() {
    // Nothing is held: what was told can still be looked at after the test.
  }

  /** The next {@code calls} calls fail as if no acknowledgement came. */
  public synchronized void failNext(int calls) {
    failures = calls;
  }

  /** All calls fail until {@link #comeBack()}. */
  public synchronized void goAway() {
    away = true;
  }

  /** So many calls are answered, all later ones fail until {@link #comeBack()}. */
  public synchronized void goAwayAfter(int calls) {
    answers = calls;
  }

  /** Ends {@link #goAway()}, {@link #goAwayAfter} and {@link #failNext}. */
  public synchronized void comeBack() {
    away = false;
    failures = 0;
    answers = Integer.MAX_VALUE;
  }

  /** All that was told, in order. */
  public synchronized List<Published> published() {
    return List.copyOf(published);
  }

  /** All events of one kind that were told, in order. */
  public <E extends Event> List<E> published(Class<E> kind) {
    return published().stream()
        .map(Published::event)
        .filter(kind::isInstance)
        .map(kind::cast)
        .toList();
  }

  private void answer() throws EventLogException {
    if (away || failures > 0 || answers == 0) {
      failures = Math.max(0, failures - 1);
      throw new EventLogException("the log is away", new IOException("no acknowledgement"));
    }
    if (answers != Integer.MAX_VALUE) {
      answers--;
    }
  }

  @Override
  public synchronized String toString() {
    return "InMemoryEventLog[" + published.size() + " events]";
  }
}
