package dev.nevus.store;

import java.io.IOException;

/**
 * The object store is away or answered with an error. The caller waits and tries again; nothing was
 * half done. Two kinds are of another sort, with a store that is well: {@link NoSuchObject} and
 * {@link DamagedObject}.
 */
public class StoreException extends IOException {
  public StoreException(String message, Throwable cause) {
    super(message, cause);
  }

  public StoreException(String message) {
    super(message);
  }
}
