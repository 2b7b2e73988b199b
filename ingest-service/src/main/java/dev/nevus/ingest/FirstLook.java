package dev.nevus.ingest;

import dev.nevus.eventlog.Backoff;
import dev.nevus.eventlog.EventLog;
import dev.nevus.eventlog.EventLogException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at the log when the service starts, and says what is wrong with it, such as a topic that an
 * upgrade brought and nobody created, until nothing is. Keeps nobody from starting: images for the
 * topics that are there go on.
 */
final class FirstLook implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(FirstLook.class);

  private final EventLog log;
  private final Thread thread = new Thread(this::look, "first-look");

  FirstLook(EventLog log) {
    this.log = log;
    thread.setDaemon(true);
  }

  /** Looks in the background until all is well or this is closed. */
  void start() {
    thread.start();
  }

  @Override
  public void close() {
    thread.interrupt();
  }

  private void look() {
    try {
      for (int failures = 1; ; failures++) {
        try {
          log.check();
          LOG.info("the log has every topic");
          return;
        } catch (EventLogException e) {
          LOG.atWarn().addKeyValue("cause", e.getMessage()).log("the log is not ready for all");
          Backoff.DEFAULT.pause(failures);
        }
      }
    } catch (InterruptedException e) {
      LOG.debug("closed before the log was ready");
    }
  }
}
