package dev.nevus.store.s3;

import dev.nevus.store.ListedObject;
import dev.nevus.store.NoSuchObject;
import dev.nevus.store.ObjectKey;
import dev.nevus.store.ObjectStore;
import dev.nevus.store.ObjectVisitor;
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
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionException;

/** {@link ObjectStore} over S3. Every answer and failure of the client is translated here. */
public final class S3ObjectStore implements ObjectStore {
  private static final Map<String, String> ONLY_IF_ABSENT = Map.of("If-None-Match", "*");

  /**
   * 412: something lives there. 409: another writer is just putting it; whoever wins, it was not
   * this call.
   */
  private static final Set<Integer> LOST_TO_ANOTHER = Set.of(409, 412);

  private final S3Config config;
  private final MinioClient client;

  /** Connects at first use, so that a store that is away does not keep a service from starting. */
  public S3ObjectStore(S3Config config) {
    this.config = config;
    this.client = S3Client.to(config);
  }

  /** Creates the bucket where it is missing. */
  public void createBucket() throws StoreException {
    call(
        "create the bucket " + config.bucket(),
        () -> {
          if (!bucketExists()) {
            client.makeBucket(MakeBucketArgs.builder().bucket(config.bucket()).build());
          }
          return true;
        });
  }

  @Override
  public void put(ObjectKey key, byte[] content, String mediaType) throws StoreException {
    call("put " + key, () -> client.putObject(putting(key, content, mediaType).build()));
  }

  @Override
  public boolean putIfAbsent(ObjectKey key, byte[] content, String mediaType)
      throws StoreException {
    return call(
        "put " + key,
        () -> {
          try {
            client.putObject(putting(key, content, mediaType).headers(ONLY_IF_ABSENT).build());
            return true;
          } catch (ErrorResponseException e) {
            if (LOST_TO_ANOTHER.contains(e.response().code())) {
              return false;
            }
            throw e;
          }
        });
  }

  @Override
  public byte[] get(ObjectKey key) throws StoreException {
    GetObjectArgs args = GetObjectArgs.builder().bucket(config.bucket()).object(key.path()).build();
    return call(
        "get " + key,
        () -> {
          try (GetObjectResponse response = client.getObject(args)) {
            return response.readAllBytes();
          } catch (ErrorResponseException e) {
            if (isMissing(e)) {
              throw new NoSuchObject(key);
            }
            throw e;
          }
        });
  }

  @Override
  public Optional<Long> size(ObjectKey key) throws StoreException {
    StatObjectArgs args =
        StatObjectArgs.builder().bucket(config.bucket()).object(key.path()).build();
    return call(
        "look at " + key,
        () -> {
          try {
            return Optional.of(client.statObject(args).size());
          } catch (ErrorResponseException e) {
            if (isMissing(e)) {
              return Optional.empty();
            }
            throw e;
          }
        });
  }

  @Override
  public List<ObjectKey> list(String prefix) throws StoreException {
    List<ObjectKey> keys = new ArrayList<>();
    this.<StoreException>each(below(prefix), item -> keys.add(new ObjectKey(item.objectName())));
    keys.sort(null);
    return keys;
  }

  @Override
  public void walk(String prefix, ObjectVisitor visitor) throws IOException {
    this.<IOException>each(
        below(prefix),
        item -> {
          if (ObjectKey.isValid(item.objectName())) {
            visitor.visit(
                new ListedObject(
                    new ObjectKey(item.objectName()),
                    item.size(),
                    item.lastModified().toInstant()));
          }
        });
  }

  @Override
  public List<String> folders(String prefix) throws StoreException {
    List<String> folders = new ArrayList<>();
    this.<StoreException>each(
        listing(prefix).recursive(false).build(),
        item -> {
          if (item.isDir()) {
            folders.add(item.objectName().substring(prefix.length()));
          }
        });
    folders.sort(null);
    return folders;
  }

  private ListObjectsArgs below(String prefix) {
    return listing(prefix).recursive(true).build();
  }

  private ListObjectsArgs.Builder listing(String prefix) {
    return ListObjectsArgs.builder().bucket(config.bucket()).prefix(prefix);
  }

  /** The client asks for page after page, as they are used up. */
  private <E extends IOException> void each(ListObjectsArgs args, Each<E> each)
      throws StoreException, E {
    String what = "list " + args.prefix();
    Iterator<Result<Item>> items = call(what, () -> client.listObjects(args).iterator());
    while (call(what, items::hasNext)) {
      each.accept(call(what, () -> items.next().get()));
    }
  }

  @Override
  public void check() throws StoreException {
    if (!call("reach the bucket " + config.bucket(), this::bucketExists)) {
      throw new StoreException("the bucket " + config.bucket() + " is missing");
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

  private boolean bucketExists() throws MinioException {
    return client.bucketExists(BucketExistsArgs.builder().bucket(config.bucket()).build());
  }

  private static boolean isMissing(ErrorResponseException e) {
    return e.response().code() == 404 && !"NoSuchBucket".equals(e.errorResponse().code());
  }

  /** A call of the client; what it throws is translated here and nowhere else. */
  private <T> T call(String what, Call<T> call) throws StoreException {
    try {
      return call.run();
    } catch (StoreException e) {
      throw e;
    } catch (MinioException | IOException | IllegalStateException | CompletionException e) {
      // The client hides a refused connection in an IllegalStateException.
      throw new StoreException(
          "could not " + what + " at " + config.endpoint() + ": " + e.getMessage(), e);
    }
  }

  @FunctionalInterface
  private interface Call<T> {
    T run() throws MinioException, IOException;
  }

  @FunctionalInterface
  private interface Each<E extends IOException> {
    void accept(Item item) throws E;
  }
}
