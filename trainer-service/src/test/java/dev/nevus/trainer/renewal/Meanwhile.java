package dev.nevus.trainer.renewal;

import dev.nevus.store.ForwardingObjectStore;
import dev.nevus.store.ObjectKey;
import dev.nevus.store.ObjectStore;
import dev.nevus.store.StoreException;
import java.util.concurrent.Callable;

/** Lets something happen once, while an object is being read for the first time. */
final class Meanwhile {
  private final ObjectKey reading;
  private final Callable<?> event;
  private boolean happened;

  Meanwhile(ObjectKey reading, Callable<?> event) {
    this.reading = reading;
    this.event = event;
  }

  synchronized boolean happened() {
    return happened;
  }

  private synchronized void read(ObjectKey key) throws StoreException {
    if (happened || !key.equals(reading)) {
      return;
    }
    happened = true;
    try {
      event.call();
    } catch (StoreException | RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException("what should have happened meanwhile did not", e);
    }
  }

  ObjectStore through(ObjectStore store) {
    return new ForwardingObjectStore(store) {
      @Override
      public byte[] get(ObjectKey key) throws StoreException {
        read(key);
        return super.get(key);
      }
    };
  }
}
