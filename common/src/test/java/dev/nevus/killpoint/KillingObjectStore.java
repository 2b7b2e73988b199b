package dev.nevus.killpoint;

import dev.nevus.store.ForwardingObjectStore;
import dev.nevus.store.ObjectKey;
import dev.nevus.store.ObjectStore;
import dev.nevus.store.StoreException;

/** A store in whose calls the process may end: before or after an object is there. */
public final class KillingObjectStore extends ForwardingObjectStore {
  private final ObjectStore store;
  private final KillPoint point;

  /**
   * @param store closed with this one
   */
  public KillingObjectStore(ObjectStore store, KillPoint point) {
    super(store);
    this.store = store;
    this.point = point;
  }

  @Override
  public byte[] get(ObjectKey key) throws StoreException {
    byte[] content = super.get(key);
    if (key.path().endsWith("/original")) {
      point.pass("after-get", key.path());
    }
    return content;
  }

  @Override
  public boolean putIfAbsent(ObjectKey key, byte[] content, String mediaType)
      throws StoreException {
    boolean isMask = key.path().startsWith("masks/");
    if (isMask && key.path().endsWith(".png")) {
      point.pass("after-infer", key.path());
    }
    boolean first = super.putIfAbsent(key, content, mediaType);
    if (isMask) {
      point.pass(key.path().endsWith(".png") ? "between-puts" : "after-put", key.path());
    } else if (key.path().endsWith("/original")) {
      point.pass("after-put", key.path());
    } else if (key.path().endsWith("/stored.json")) {
      point.pass("before-answer", key.path());
    }
    return first;
  }

  @Override
  public void close() {
    store.close();
  }
}
