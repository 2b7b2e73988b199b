package dev.nevus.model;

import dev.nevus.RealServers;
import dev.nevus.store.ObjectStore;
import dev.nevus.store.StoreException;
import dev.nevus.store.s3.S3Config;
import dev.nevus.store.s3.S3ObjectStore;
import java.io.UncheckedIOException;
import java.util.UUID;

/** The registry on a real store; each case has a bucket of its own. */
class StoredModelRegistryIT extends ModelRegistryContract {
  @Override
  protected ObjectStore emptyStore() {
    S3Config shared = RealServers.store();
    S3Config own = shared.inBucket("registry-" + UUID.randomUUID());
    S3ObjectStore store = new S3ObjectStore(own);
    try {
      store.createBucket();
    } catch (StoreException e) {
      throw new UncheckedIOException(e);
    }
    return store;
  }
}
