package dev.nevus.store.s3;

import dev.nevus.store.NoSuchObject;
import dev.nevus.store.ObjectKey;
import dev.nevus.store.ObjectStore;
import dev.nevus.store.StoreException;
import io.minio.BucketExistsArgs;
import io.minio.GetObjectArgs;
import io.minio.GetObjectResponse;
import io.minio.ListObjectsArgs;
import io.minio.MakeBucketArgs;
import io.minio.MinioClient;
import io.minio.PutObjectArgs;
import io.minio.Result;
import io.minio.StatObjectArgs;
import io.minio.errors.ErrorResponseException;
import io.minio.errors.MinioException;
import io.minio.messages.Item;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@link ObjectStore} over S3. Every answer and failure of the client is translated here. */
public final class S3ObjectStore implements ObjectStore {
  private static final Map<String, String> ONLY_IF_ABSENT = Map.of("If-None-Match", "*");

  private final S3Config config;
  private final MinioClient client;

  /** Connects at first use, so that a store that is away does not keep a service from starting. */
  public S3ObjectStore(S3Config config) {
    this.config = config;
    this.client =
        MinioClient.builder()
            .endpoint(config.endpoint().toString())
            .credentials(config.accessKey(), config.secretKey())
            .region(config.region())
            .build();
    long io = config.ioTimeout().toMillis();
    client.setTimeout(config.connectTimeout().toMillis(), io, io);
  }

  /** Creates the bucket where it is missing. */
  public void createBucket() throws StoreException {
    try {
      if (!client.bucketExists(BucketExistsArgs.builder().bucket(config.bucket()).build())) {
        client.makeBucket(MakeBucketArgs.builder().bucket(config.bucket()).build());
      }
    } catch (MinioException e) {
      throw away("create the bucket " + config.bucket(), e);
    }
  }

  @Override
  public void put(ObjectKey key, byte[] content, String mediaType) throws StoreException {
    try {
      client.putObject(putting(key, content, mediaType).build());
    } catch (MinioException e) {
      throw away("put " + key, e);
    }
  }

  @Override
  public boolean putIfAbsent(ObjectKey key, byte[] content, String mediaType)
      throws StoreException {
    try {
      client.putObject(putting(key, content, mediaType).headers(ONLY_IF_ABSENT).build());
      return true;
    } catch (ErrorResponseException e) {
      // 412: something lives there. 409: another writer is just putting it; whoever wins, it was
      // not this call.
      int status = e.response().code();
      if (status == 412 || status == 409) {
        return false;
      }
      throw away("put " + key, e);
    } catch (MinioException e) {
      throw away("put " + key, e);
    }
  }

  @Override
  public byte[] get(ObjectKey key) throws StoreException {
    GetObjectArgs args = GetObjectArgs.builder().bucket(config.bucket()).object(key.path()).build();
    try (GetObjectResponse response = client.getObject(args)) {
      return response.readAllBytes();
    } catch (ErrorResponseException e) {
      if (isMissing(e)) {
        throw new NoSuchObject(key);
      }
      throw away("get " + key, e);
    } catch (MinioException | IOException e) {
      throw away("get " + key, e);
    }
  }

  @Override
  public Optional<Long> size(ObjectKey key) throws StoreException {
    try {
      StatObjectArgs args =
          StatObjectArgs.builder().bucket(config.bucket()).object(key.path()).build();
      return Optional.of(client.statObject(args).size());
    } catch (ErrorResponseException e) {
      if (isMissing(e)) {
        return Optional.empty();
      }
      throw away("look at " + key, e);
    } catch (MinioException e) {
      throw away("look at " + key, e);
    }
  }

  @Override
  public List<ObjectKey> list(String prefix) throws StoreException {
    ListObjectsArgs args =
        ListObjectsArgs.builder().bucket(config.bucket()).prefix(prefix).recursive(true).build();
    List<ObjectKey> keys = new ArrayList<>();
    try {
      for (Result<Item> result : client.listObjects(args)) {
        keys.add(new ObjectKey(result.get().objectName()));
      }
    } catch (MinioException e) {
      throw away("list " + prefix, e);
    }
    keys.sort(null);
    return keys;
  }

  @Override
  public void check() throws StoreException {
    try {
      if (!client.bucketExists(BucketExistsArgs.builder().bucket(config.bucket()).build())) {
        throw new StoreException("the bucket " + config.bucket() + " is missing");
      }
    } catch (MinioException e) {
      throw away("reach the bucket " + config.bucket(), e);
    }
  }

  @Override
  public void close() {
    try {
      client.close();
    } catch (Exception e) {
      // The client's close declares everything; nothing is lost with its connections.
      throw new IllegalStateException("the S3 client could not be closed", e);
    }
  }

  @Override
  public String toString() {
    return "S3ObjectStore[" + config.endpoint() + ", bucket " + config.bucket() + "]";
  }

  private PutObjectArgs.Builder putting(ObjectKey key, byte[] content, String mediaType) {
    return PutObjectArgs.builder()
        .bucket(config.bucket())
        .object(key.path())
        .contentType(mediaType)
        .data(content, content.length);
  }

  private static boolean isMissing(ErrorResponseException e) {
    return e.response().code() == 404 && !"NoSuchBucket".equals(e.errorResponse().code());
  }

  private StoreException away(String what, Exception e) {
    return new StoreException(
        "could not " + what + " at " + config.endpoint() + ": " + e.getMessage(), e);
  }
}
