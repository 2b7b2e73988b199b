package dev.nevus.eventlog.kafka;

import dev.nevus.eventlog.Backoff;
import dev.nevus.eventlog.Duty;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The thread of a duty, which begins and ends as the duty comes and goes. In one process the work
 * is never done twice at once, even where it does not end when it should.
 */
final class DutyThread {
  private static final Logger LOG = LoggerFactory.getLogger(DutyThread.class);

  /** A step of native code cannot be interrupted; all of ours are shorter. */
  static final Duration PATIENCE = Duration.ofMinutes(1);

  /** Libraries swallow an interrupt now and then, so there is more than one. */
  private static final int INTERRUPTS = 12;

  private final String name;
  private final Duty.Work work;
  private final Duration patience;
  private Optional<Thread> thread = Optional.empty();
  private Optional<Thread> overdue = Optional.empty();

  DutyThread(String name, Duty.Work work) {
    this(name, work, PATIENCE);
  }

  /**
   * @param patience how long {@link #end} waits for the work to end
   */
  DutyThread(String name, Duty.Work work, Duration patience) {
    this.name = name;
    this.work = work;
    this.patience = patience;
  }

  /** Begins the work, once that of an earlier duty has ended; harmless when it runs. */
  synchronized void begin() {
    if (thread.isPresent()) {
      return;
    }
    LOG.atInfo().addKeyValue("duty", name).log("on duty");
    Optional<Thread> before = overdue;
    Thread started = new Thread(() -> perform(before), "on-duty-" + name);
    thread = Optional.of(started);
    started.start();
  }

  /** Interrupts the work and waits for its end; harmless when nothing runs. */
  synchronized void end() {
    if (thread.isEmpty()) {
      return;
    }
    Thread working = thread.get();
    thread = Optional.empty();
    try {
      for (int i = 0; i < INTERRUPTS && working.isAlive(); i++) {
        working.interrupt();
        working.join(Math.max(1, patience.toMillis() / INTERRUPTS));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (working.isAlive()) {
      overdue = Optional.of(working);
      LOG.atError().addKeyValue("duty", name).log("off duty, but the work does not end");
    } else {
      LOG.atInfo().addKeyValue("duty", name).log("off duty");
    }
  }

  private void perform(Optional<Thread> before) {
    int failures = 0;
    try {
      if (before.isPresent()) {
        before.get().join();
      }
      while (true) {
        try {
          work.perform();
          failures = 0;
        } catch (RuntimeException | Error e) {
          // Errors too: a process that keeps the duty and does not do it keeps the others from it.
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
