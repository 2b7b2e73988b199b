package dev.nevus.standalone.client;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * An image on its way through Nevus.
 *
 * @param name what the sender calls it
 * @param door how it went in
 * @param sentAt just before it was sent
 * @param sending what the door said
 * @param ending how it ended; empty while it has not, or if it was refused
 */
public record Pushed(
    String name, String door, Instant sentAt, Sending sending, Optional<Ending> ending) {
  /**
   * From just before it was sent to when its end was seen on the log; negative for one that ended
   * before it was sent.
   */
  public Optional<Duration> timeToEnd() {
    return ending.map(
        end -> {
          boolean endedBefore =
              end instanceof Ending.Segmented done && done.mask().at().isBefore(sentAt);
          return Duration.between(sentAt, endedBefore ? sentAt.minusMillis(1) : end.seen());
        });
  }

  /** Whether it has a mask. */
  public boolean isSegmented() {
    return ending.filter(Ending.Segmented.class::isInstance).isPresent();
  }

  Pushed ended(Optional<Ending> how) {
    return new Pushed(name, door, sentAt, sending, how);
  }
}
