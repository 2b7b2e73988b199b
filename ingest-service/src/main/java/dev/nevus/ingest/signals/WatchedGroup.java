package dev.nevus.ingest.signals;

import dev.nevus.eventlog.Topic;
import dev.nevus.eventlog.WorkState;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/** A group of workers as it was at the last look. Safe for many threads that read. */
final class WatchedGroup {
  private final String name;
  private final Set<Topic> topics;
  private final Clock clock;
  private volatile Optional<WorkState> seen = Optional.empty();
  private boolean hasLooked;

  WatchedGroup(String name, Set<Topic> topics, Clock clock) {
    this.name = name;
    this.topics = Set.copyOf(topics);
    this.clock = clock;
  }

  String name() {
    return name;
  }

  Set<Topic> topics() {
    return topics;
  }

  /**
   * For one thread at a time.
   *
   * @param state empty where the brokers gave no answer
   * @return whether that is news: the first look, or the first with an answer or without one
   */
  boolean see(Optional<WorkState> state) {
    boolean isNews = !hasLooked || seen.isPresent() != state.isPresent();
    hasLooked = true;
    seen = state;
    return isNews;
  }

  Optional<WorkState> seen() {
    return seen;
  }

  /** Records of a topic that wait; not a number where it is not known. */
  double waiting(Topic topic) {
    return seen.map(state -> (double) state.records(topic)).orElse(Double.NaN);
  }

  /** Members of the group; not a number where it is not known. */
  double members() {
    return seen.map(state -> (double) state.members()).orElse(Double.NaN);
  }

  /** Seconds that the oldest record waits by now; 0 where none does; NaN where it is not known. */
  double oldestSeconds() {
    Optional<WorkState> state = seen;
    if (state.isEmpty()) {
      return Double.NaN;
    }
    return state.get().records() == 0
        ? 0
        : state.get().oldest().map(this::secondsSince).orElse(Double.NaN);
  }

  private double secondsSince(Instant oldest) {
    return Math.max(0, Duration.between(oldest, clock.instant()).toMillis() / 1e3);
  }
}
