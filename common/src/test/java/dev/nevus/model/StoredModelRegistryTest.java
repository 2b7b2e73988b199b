package dev.nevus.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nevus.store.InMemoryObjectStore;
import dev.nevus.store.ObjectKey;
import dev.nevus.store.ObjectStore;
import java.time.Clock;
import org.junit.jupiter.api.Test;

class StoredModelRegistryTest extends ModelRegistryContract {
  @Override
  protected ObjectStore emptyStore() {
    return new InMemoryObjectStore();
  }

  @Test
  void looksPastWhatAStoreListsWhileItIsBeingWritten() throws Exception {
    ObjectStore store = emptyStore();
    store.put(
        new ObjectKey("decisions/00000001.json-670624be"), new byte[] {'{'}, "application/json");

    ModelRegistry registry = new StoredModelRegistry(store, Clock.systemUTC(), Signing.NONE);

    assertThat(registry.champion()).isEmpty();
    assertThat(registry.history()).isEmpty();
  }
}
