package dev.nevus.store;

/** Nothing lives under the key. The store itself is well. */
public final class NoSuchObject extends StoreException {
  private final transient ObjectKey key;

  public NoSuchObject(ObjectKey key) {
    super("no object under " + key);
    this.key = key;
  }

  public ObjectKey key() {
    return key;
  }
}
