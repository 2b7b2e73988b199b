package dev.nevus.killpoint;

import dev.nevus.event.Correlation;
import dev.nevus.event.Event;
import dev.nevus.event.ImageStored;
import dev.nevus.event.MaskPredicted;
import dev.nevus.eventlog.EventLog;
import dev.nevus.eventlog.EventLogException;

/** A log after whose acknowledgement of an image's event the process may end. */
public final class KillingEventLog implements EventLog {
  private final EventLog log;
  private final KillPoint point;

  /**
   * @param log closed with this one
   */
  public KillingEventLog(EventLog log, KillPoint point) {
    this.log = log;
    this.point = point;
  }

  @Override
  public void publish(Event event, Correlation correlation)
      throws EventLogException, InterruptedException {
    log.publish(event, correlation);
    if (event instanceof MaskPredicted || event instanceof ImageStored) {
      point.pass("after-publish", event.id());
    }
  }

  @Override
  public void check() throws EventLogException, InterruptedException {
    log.check();
  }

  @Override
  public void close() {
    log.close();
  }
}
