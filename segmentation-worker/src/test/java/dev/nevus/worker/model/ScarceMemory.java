package dev.nevus.worker.model;

import dev.nevus.store.InMemoryObjectStore;
import dev.nevus.store.ObjectKey;
import dev.nevus.store.ObjectStore;
import dev.nevus.store.StoreException;
import java.util.List;
import java.util.Optional;

/** A store one of whose objects does not fit into memory, as long as that is said. */
final class ScarceMemory implements ObjectStore {
  private final InMemoryObjectStore store = new InMemoryObjectStore();
  private Optional<ObjectKey> tooLarge = Optional.empty();

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
    return store.get(key);
  }

  @Override
  public void put(ObjectKey key, byte[] content, String mediaType) throws StoreException {
    store.put(key, content, mediaType);
  }

  @Override
  public boolean putIfAbsent(ObjectKey key, byte[] content, String mediaType)
      throws StoreException {
    return store.putIfAbsent(key, content, mediaType);
  }

  @Override
  public Optional<Long> size(ObjectKey key) throws StoreException {
    return store.size(key);
  }

  @Override
  public List<ObjectKey> list(String prefix) throws StoreException {
    return store.list(prefix);
  }

  @Override
  public void check() throws StoreException {
    store.check();
  }

  @Override
  public void close() {
    store.close();
  }
}
