package dev.nevus.store;

/**
 * What lives under the key is not what was put there. The store itself is well, so waiting mends
 * nothing.
 */
public final class DamagedObject extends StoreException {
  /**
   * @param how one clause
   */
  public DamagedObject(ObjectKey key, String how) {
    super("the object " + key + " is damaged: " + how);
  }

  /** It cannot be read. */
  public DamagedObject(ObjectKey key, Throwable cause) {
    super("the object " + key + " is damaged", cause);
  }
}
