package dev.nevus.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class InMemoryObjectStoreTest extends ObjectStoreContract {
  private static final ObjectKey KEY = new ObjectKey("a");

  private final InMemoryObjectStore store = new InMemoryObjectStore();

  @Override
  protected ObjectStore store() {
    return store;
  }

  @Test
  void failsAsOftenAsItWasTold() throws Exception {
    store.failNext(2);
    assertThatThrownBy(store::check).isInstanceOf(StoreException.class);
    assertThatThrownBy(() -> store.put(KEY, new byte[1], "text/plain"))
        .isInstanceOf(StoreException.class);
    store.put(KEY, new byte[1], "text/plain");
    assertThat(store.puts()).containsExactly(KEY);
  }

  @Test
  void staysAwayUntilItComesBack() throws Exception {
    store.put(KEY, new byte[1], "text/plain");
    store.goAway();
    assertThatThrownBy(() -> store.get(KEY)).isInstanceOf(StoreException.class);
    assertThat(store.object(KEY)).isPresent();
    store.comeBack();
    assertThat(store.get(KEY)).hasSize(1);
    store.lose(KEY);
    assertThatThrownBy(() -> store.get(KEY)).isInstanceOf(NoSuchObject.class);
  }
}
