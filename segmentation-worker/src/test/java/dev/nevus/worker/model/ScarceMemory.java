package dev.nevus.worker.model;

import dev.nevus.store.ForwardingObjectStore;
import dev.nevus.store.InMemoryObjectStore;
import dev.nevus.store.ObjectKey;
import dev.nevus.store.StoreException;
import java.util.Optional;

/** A store one of whose objects does not fit into memory, as long as that is said. */
final class ScarceMemory extends ForwardingObjectStore {
  private Optional<ObjectKey> tooLarge = Optional.empty();

  ScarceMemory() {
    super(new InMemoryObjectStore());
  }

  void noRoomFor(ObjectKey key) {
    tooLarge = Optional.of(key);
  }

  void roomForAll() {
    tooLarge = Optional.empty();
  }

  @Override
  public byte[] get(ObjectKey key) throws StoreException {
    if (tooLarge.equals(Optional.of(key))) {
      throw new OutOfMemoryError("for a test");
    }
    return super.get(key);
  }
}
