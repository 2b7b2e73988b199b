package dev.nevus.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.minio.BucketExistsArgs;
import io.minio.GetObjectArgs;
import io.minio.MakeBucketArgs;
import io.minio.MinioClient;
import io.minio.PutObjectArgs;
import io.minio.errors.ErrorResponseException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedStoreIT {
  private static final Credentials KEYS = new Credentials("nevus", "only-for-this-test");
  private static final String BUCKET = "nevus";
  private static final String KEY = "images/0a/original";

  private final Path folder;
  private final String classPath;

  EmbeddedStoreIT(@TempDir Path folder) throws Exception {
    this.folder = folder;
    this.classPath = EmbeddedClassPath.under(Path.of(System.getProperty("nevus.root")));
  }

  @Test
  void keepsLargeObjectsOverAKill() throws Exception {
    byte[] content = new byte[60 << 20];
    content[content.length - 1] = 7;
    EmbeddedStore.createBucket(folder, BUCKET);
    try (EmbeddedStore store = start()) {
      put(client(store, KEYS), content);
      store.kill();
    }

    try (EmbeddedStore store = start()) {
      assertThat(get(client(store, KEYS))).isEqualTo(content);
    }
  }

  @Test
  void refusesAWrongSecret() throws Exception {
    try (EmbeddedStore store = start()) {
      MinioClient stranger = client(store, new Credentials(KEYS.accessKey(), "guessed"));

      assertThatThrownBy(() -> stranger.makeBucket(MakeBucketArgs.builder().bucket(BUCKET).build()))
          .isInstanceOf(ErrorResponseException.class)
          .hasMessageContaining("signature");
      assertThat(
              client(store, KEYS).bucketExists(BucketExistsArgs.builder().bucket(BUCKET).build()))
          .isFalse();
    }
  }

  @Test
  void refusesARequestWithoutSignature() throws Exception {
    try (EmbeddedStore store = start()) {
      client(store, KEYS).makeBucket(MakeBucketArgs.builder().bucket(BUCKET).build());
      put(client(store, KEYS), new byte[] {1});
      URI object = store.endpoint().resolve("/" + BUCKET + "/" + KEY);
      HttpRequest request = HttpRequest.newBuilder(object).build();

      int status =
          HttpClient.newHttpClient()
              .send(request, HttpResponse.BodyHandlers.discarding())
              .statusCode();

      assertThat(status).isEqualTo(403);
    }
  }

  @Test
  void doesNotStartWithoutAKeyPair() {
    ChildCommand command =
        ChildCommand.of(StoreProcess.class.getName(), classPath, folder.resolve("store.log"))
            .withArguments(List.of(folder.toString(), "0"))
            .withEnvironment(Map.of(StoreProcess.ACCESS_KEY, "nevus", StoreProcess.SECRET_KEY, ""));

    assertThatThrownBy(() -> ChildProcess.start(command, Duration.ofSeconds(30)))
        .isInstanceOf(ChildFailure.class)
        .hasMessageContaining(StoreProcess.SECRET_KEY);
  }

  private EmbeddedStore start() throws Exception {
    long begin = System.nanoTime();
    EmbeddedStore store = EmbeddedStore.start(folder, 0, classPath, KEYS);
    System.out.println(
        store + " ready after " + Duration.ofNanos(System.nanoTime() - begin).toMillis() + " ms");
    return store;
  }

  private static MinioClient client(EmbeddedStore store, Credentials keys) {
    return MinioClient.builder()
        .endpoint(store.endpoint().toString())
        .credentials(keys.accessKey(), keys.secretKey())
        .build();
  }

  private static void put(MinioClient client, byte[] content) throws Exception {
    client.putObject(
        PutObjectArgs.builder().bucket(BUCKET).object(KEY).data(content, content.length).build());
  }

  private static byte[] get(MinioClient client) throws Exception {
    try (var object =
        client.getObject(GetObjectArgs.builder().bucket(BUCKET).object(KEY).build())) {
      return object.readAllBytes();
    }
  }
}
