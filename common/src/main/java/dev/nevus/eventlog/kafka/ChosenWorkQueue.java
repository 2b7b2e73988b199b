package dev.nevus.eventlog.kafka;

import dev.nevus.eventlog.Backoff;
import dev.nevus.eventlog.Handler;
import dev.nevus.eventlog.WorkQueue;
import java.util.Optional;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A queue of the kind that the brokers can do, once they told. */
final class ChosenWorkQueue implements WorkQueue {
  private static final Logger LOG = LoggerFactory.getLogger(ChosenWorkQueue.class);

  private final String group;
  private final WorkQueueChoice choice;
  private final Function<WorkQueueKind, WorkQueue> opened;
  private Optional<Thread> asking = Optional.empty();
  private Optional<WorkQueue> queue = Optional.empty();
  private boolean isClosed;

  ChosenWorkQueue(String group, WorkQueueChoice choice, Function<WorkQueueKind, WorkQueue> opened) {
    this.group = group;
    this.choice = choice;
    this.opened = opened;
  }

  @Override
  public synchronized void start(Handler handler) {
    Thread thread = new Thread(() -> choose(handler), "choice-" + group);
    asking = Optional.of(thread);
    thread.start();
  }

  @Override
  public synchronized int inFlight() {
    return queue.map(WorkQueue::inFlight).orElse(0);
  }

  @Override
  public void close() {
    Optional<WorkQueue> toClose;
    synchronized (this) {
      isClosed = true;
      asking.ifPresent(Thread::interrupt);
      toClose = queue;
    }
    toClose.ifPresent(WorkQueue::close);
  }

  @Override
  public synchronized String toString() {
    return queue.map(WorkQueue::toString).orElse("ChosenWorkQueue[" + group + ", not chosen yet]");
  }

  private void choose(Handler handler) {
    try {
      for (int failures = 1; ; failures++) {
        try {
          open(choice.await(group, Backoff.DEFAULT), handler);
          return;
        } catch (RuntimeException e) {
          // Whatever it is: a worker that lives and takes nothing must not be silent about it.
          LOG.atError()
              .setCause(e)
              .addKeyValue("group", group)
              .log("the work queue did not open, another try follows");
          Backoff.DEFAULT.pause(failures);
        }
      }
    } catch (InterruptedException e) {
      LOG.debug("closed before the brokers told how they hand out work");
    }
  }

  private synchronized void open(WorkQueueKind kind, Handler handler) {
    if (!isClosed) {
      WorkQueue chosen = opened.apply(kind);
      chosen.start(handler);
      queue = Optional.of(chosen);
    }
  }
}
