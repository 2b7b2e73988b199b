package dev.nevus.trainer.renewal;

import dev.nevus.event.Correlation;
import dev.nevus.event.Event;
import dev.nevus.eventlog.EventLog;
import dev.nevus.eventlog.EventLogException;
import dev.nevus.store.ForwardingObjectStore;
import dev.nevus.store.ObjectKey;
import dev.nevus.store.ObjectStore;
import dev.nevus.store.StoreException;

/** A process that dies in place of one of its writes, be it to the store or to the log. */
final class Mortal {
  private final int dyingAt;
  private int writes;

  /**
   * @param dyingAt which write is never done, counted from 1
   */
  Mortal(int dyingAt) {
    this.dyingAt = dyingAt;
  }

  /** What a killed process does: nothing that anybody could catch. */
  static final class Death extends Error {
    private static final long serialVersionUID = 1L;
  }

  /** How many writes were done. */
  int writes() {
    return writes;
  }

  private void write() {
    writes++;
    if (writes == dyingAt) {
      throw new Death();
    }
  }

  ObjectStore through(ObjectStore store) {
    return new ForwardingObjectStore(store) {
      @Override
      public void put(ObjectKey key, byte[] content, String mediaType) throws StoreException {
        write();
        super.put(key, content, mediaType);
      }

      @Override
      public boolean putIfAbsent(ObjectKey key, byte[] content, String mediaType)
          throws StoreException {
        write();
        return super.putIfAbsent(key, content, mediaType);
      }
    };
  }

  EventLog telling(EventLog log) {
    return new EventLog() {
      @Override
      public void publish(Event event, Correlation correlation)
          throws EventLogException, InterruptedException {
        write();
        log.publish(event, correlation);
      }

      @Override
      public void check() throws EventLogException, InterruptedException {
        log.check();
      }

      @Override
      public void close() {
        // Not opened here.
      }
    };
  }
}
