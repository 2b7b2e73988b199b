package dev.nevus.store.s3;

import dev.nevus.DockerServers;
import dev.nevus.RealServers;
import dev.nevus.store.ObjectStore;
import dev.nevus.store.ObjectStoreContract;
import dev.nevus.store.StoreException;
import java.net.URI;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.testcontainers.containers.MinIOContainer;

/** The same contract against MinIO's own server, where Docker is. */
class S3ObjectStoreContainerIT extends ObjectStoreContract {
  private static final String IMAGE = "minio/minio:RELEASE.2025-04-22T22-12-26Z";

  private static MinIOContainer server;
  private static S3ObjectStore store;

  @BeforeAll
  static void start() throws StoreException {
    DockerServers.require();
    server = new MinIOContainer(IMAGE);
    server.start();
    store =
        new S3ObjectStore(
            RealServers.config(
                URI.create(server.getS3URL()), server.getUserName(), server.getPassword()));
    store.createBucket();
  }

  @AfterAll
  static void stop() {
    if (server != null) {
      store.close();
      server.stop();
    }
  }

  @Override
  protected ObjectStore store() {
    return store;
  }
}
