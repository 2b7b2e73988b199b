package dev.nevus.ingest.inbound;

import dev.nevus.image.ImageInspector;
import dev.nevus.image.Refusal;
import dev.nevus.image.Refusal.Code;
import dev.nevus.image.RefusedException;
import dev.nevus.store.NoSuchObject;
import dev.nevus.store.ObjectKey;
import dev.nevus.store.ObjectStore;
import dev.nevus.store.StoreException;
import dev.nevus.store.s3.S3Config;
import dev.nevus.store.s3.S3ObjectStore;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Images that a sender left in a bucket of its own instead of sending their bytes. Only buckets on
 * the list are read: a reference must not make Nevus fetch from wherever a sender likes. Safe for
 * many threads.
 */
public final class ReferencedImages implements AutoCloseable {
  private static final Pattern REFERENCE = Pattern.compile("s3://([a-z0-9.-]{3,63})/(.+)");

  private final Map<String, ObjectStore> buckets;

  /**
   * Takes ownership of the stores.
   *
   * @param buckets name to the store that reads it
   */
  ReferencedImages(Map<String, ObjectStore> buckets) {
    this.buckets = Map.copyOf(buckets);
  }

  /** Reads the listed buckets with the credentials of the store. */
  public static ReferencedImages open(S3Config store, Set<String> buckets) {
    Map<String, ObjectStore> opened = new HashMap<>();
    for (String bucket : buckets) {
      opened.put(bucket, new S3ObjectStore(store.inBucket(bucket)));
    }
    return new ReferencedImages(opened);
  }

  /**
   * The bytes that {@code reference} names; their number is checked before they are fetched.
   *
   * @param reference {@code s3://bucket/key}
   * @throws RefusedException if the reference has another form, its bucket is not on the list, or
   *     there is no such object or one too large
   * @throws StoreException if the store is away
   */
  byte[] fetch(String reference, ImageInspector inspector) throws StoreException, RefusedException {
    Matcher parts = REFERENCE.matcher(reference);
    if (!parts.matches()) {
      throw refused("The reference must read s3://bucket/key.");
    }
    ObjectStore bucket = buckets.get(parts.group(1));
    if (bucket == null) {
      throw refused("The bucket is not on the list of those that Nevus may read.");
    }
    return fetch(bucket, key(parts.group(2)), inspector);
  }

  private static byte[] fetch(ObjectStore bucket, ObjectKey key, ImageInspector inspector)
      throws StoreException, RefusedException {
    Optional<Long> size = bucket.size(key);
    if (size.isPresent() && size.get() > inspector.limits().maxBytes()) {
      throw inspector.tooManyBytes(size.get()).refusal().asException();
    }
    try {
      return bucket.get(key);
    } catch (NoSuchObject e) {
      throw new Refusal(Code.OBJECT_MISSING, "There is nothing where the reference points.")
          .asException();
    }
  }

  private static ObjectKey key(String text) throws RefusedException {
    try {
      return new ObjectKey(text);
    } catch (IllegalArgumentException e) {
      throw refused("The key may hold letters, digits, . _ - between single slashes.");
    }
  }

  private static RefusedException refused(String detail) {
    return new Refusal(Code.BAD_REFERENCE, detail).asException();
  }

  @Override
  public void close() {
    buckets.values().forEach(ObjectStore::close);
  }

  @Override
  public String toString() {
    return "ReferencedImages" + buckets.keySet();
  }
}
