package dev.nevus.killpoint;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;

/** A clock at a look at which the process may end: it is looked at where no neighbour is asked. */
final class KillingClock extends Clock {
  private final Clock clock;
  private final KillPoint point;

  KillingClock(Clock clock, KillPoint point) {
    this.clock = clock;
    this.point = point;
  }

  @Override
  public Instant instant() {
    point.passOn("at-clock");
    return clock.instant();
  }

  @Override
  public ZoneId getZone() {
    return clock.getZone();
  }

  @Override
  public Clock withZone(ZoneId zone) {
    return new KillingClock(clock.withZone(zone), point);
  }
}
