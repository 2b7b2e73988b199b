package dev.nevus.model;

import dev.nevus.store.InMemoryObjectStore;
import dev.nevus.store.ObjectStore;

class StoredModelRegistryTest extends ModelRegistryContract {
  @Override
  protected ObjectStore emptyStore() {
    return new InMemoryObjectStore();
  }
}
