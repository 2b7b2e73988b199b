package dev.nevus.store;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * Where bytes live. A key says what its object is, so putting the same thing twice is harmless.
 * Content is held in memory whole: images are bounded at the door. Safe for many threads.
 */
public interface ObjectStore extends AutoCloseable {
  /**
   * Returns once {@code content} is durable under {@code key}, replacing what was there. A reader
   * sees all of it or none.
   *
   * @param mediaType IANA media type, told to whoever fetches the object over HTTP
   */
  void put(ObjectKey key, byte[] content, String mediaType) throws StoreException;

  /**
   * Like {@link #put}, but only where nothing lives under the key; of several at once exactly one
   * wins.
   *
   * @return whether this call's content is what now lives there
   */
  boolean putIfAbsent(ObjectKey key, byte[] content, String mediaType) throws StoreException;

  /**
   * The whole object.
   *
   * @throws NoSuchObject if nothing lives under {@code key}
   */
  byte[] get(ObjectKey key) throws StoreException;

  /** The object's size in bytes, or empty where there is none. */
  Optional<Long> size(ObjectKey key) throws StoreException;

  /** All keys that begin with {@code prefix}, sorted. */
  List<ObjectKey> list(String prefix) throws StoreException;

  /**
   * Shows every object whose key begins with {@code prefix}, in no promised order, page by page:
   * however many there are, few are held. Shows what was there when it began; of what comes
   * meanwhile perhaps some. Names in the bucket that are no keys are passed over.
   *
   * @throws StoreException if the store fails, perhaps after some were shown
   * @throws IOException as the visitor throws it
   */
  void walk(String prefix, ObjectVisitor visitor) throws IOException;

  /**
   * The different ways in which keys go on after {@code prefix} up to the next slash, with it,
   * sorted: {@code masks/} has a folder for each model. However many objects there are below, the
   * store reads only the names of the folders.
   *
   * @param prefix ends with a slash
   */
  List<String> folders(String prefix) throws StoreException;

  /** Returns if the store answers and the bucket is there. */
  void check() throws StoreException;

  @Override
  void close();
}
