package dev.nevus.eventlog.kafka;

import dev.nevus.eventlog.Backoff;
import dev.nevus.eventlog.Duty;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The thread of a duty, which begins and ends as the duty comes and goes. */
final class DutyThread {
  private static final Logger LOG = LoggerFactory.getLogger(DutyThread.class);

  /** A step of native code cannot be interrupted; all of ours are shorter. */
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private final String name;
  private final Duty.Work work;
  private Optional<Thread> thread = Optional.empty();

  DutyThread(String name, Duty.Work work) {
    this.name = name;
    this.work = work;
  }

  synchronized void begin() {
    if (thread.isPresent()) {
      return;
    }
    LOG.atInfo().addKeyValue("duty", name).log("on duty");
    Thread started = new Thread(this::perform, "on-duty-" + name);
    thread = Optional.of(started);
    started.start();
  }

  /** Interrupts the work and waits for its end; harmless when nothing runs. */
  synchronized void end() {
    if (thread.isEmpty()) {
      return;
    }
    Thread working = thread.get();
    working.interrupt();
    try {
      working.join(PATIENCE.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (working.isAlive()) {
      LOG.atError().addKeyValue("duty", name).log("off duty, but the work does not end");
    } else {
      LOG.atInfo().addKeyValue("duty", name).log("off duty");
    }
    thread = Optional.empty();
  }

  private void perform() {
    int failures = 0;
    try {
      while (true) {
        try {
          work.perform();
          failures = 0;
        } catch (RuntimeException e) {
          failures++;
          LOG.atError()
              .setCause(e)
              .addKeyValue("duty", name)
              .log("the work broke, it begins again");
        }
        Backoff.DEFAULT.pause(Math.max(1, failures));
      }
    } catch (InterruptedException e) {
      LOG.atDebug().addKeyValue("duty", name).log("told to leave the duty");
    }
  }
}
