package dev.nevus.store;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Hands everything on to another store, which stays the caller's; for tests that bend one call. */
public abstract class ForwardingObjectStore implements ObjectStore {
  private final ObjectStore store;

  protected ForwardingObjectStore(ObjectStore store) {
    this.store = store;
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
  public byte[] get(ObjectKey key) throws StoreException {
    return store.get(key);
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
  public void walk(String prefix, ObjectVisitor visitor) throws IOException {
    store.walk(prefix, visitor);
  }

  @Override
  public List<String> folders(String prefix) throws StoreException {
    return store.folders(prefix);
  }

  @Override
  public void check() throws StoreException {
    store.check();
  }

  @Override
  public void close() {
    // Not opened here.
  }
}
