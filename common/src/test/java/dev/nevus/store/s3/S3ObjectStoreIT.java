package dev.nevus.store.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nevus.RealServers;
import dev.nevus.store.NoSuchObject;
import dev.nevus.store.ObjectKey;
import dev.nevus.store.ObjectStore;
import dev.nevus.store.ObjectStoreContract;
import dev.nevus.store.StoreException;
import java.net.URI;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class S3ObjectStoreIT extends ObjectStoreContract {
  private static final S3ObjectStore STORE = new S3ObjectStore(RealServers.store());

  @Override
  protected ObjectStore store() {
    return STORE;
  }

  @AfterAll
  static void close() {
    STORE.close();
  }

  @Test
  void aStoreThatIsAwayIsAFaultThatNamesItsAddress() {
    S3Config nowhere = RealServers.config(URI.create("http://127.0.0.1:1"), "nobody", "no-secret");

    try (S3ObjectStore away = new S3ObjectStore(nowhere)) {
      assertThatThrownBy(() -> away.get(new ObjectKey("a")))
          .isInstanceOf(StoreException.class)
          .isNotInstanceOf(NoSuchObject.class)
          .hasMessageContaining("127.0.0.1:1");
      assertThatThrownBy(away::check).isInstanceOf(StoreException.class);
    }
  }

  @Test
  void aMissingBucketIsAFaultAndNotAMissingObject() {
    S3Config here = RealServers.store();
    S3Config elsewhere = here.inBucket("other");

    try (S3ObjectStore away = new S3ObjectStore(elsewhere)) {
      assertThatThrownBy(() -> away.get(new ObjectKey("a"))).isNotInstanceOf(NoSuchObject.class);
      assertThatThrownBy(away::check).hasMessageContaining("other");
    }
  }

  @Test
  void tellsNoSecret() {
    assertThat(STORE.toString()).doesNotContain(RealServers.store().secretKey());
    assertThat(RealServers.store().toString()).doesNotContain(RealServers.store().secretKey());
  }
}
