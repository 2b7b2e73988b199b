package dev.nevus.store;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/**
 * An object store that forgets everything with the process, and that can be away. Keeps copies,
 * like a real one.
 */
public final class InMemoryObjectStore implements ObjectStore {
  /** An object as it was put. */
  public static final class StoredObject {
    private final byte[] content;
    private final String mediaType;
    private final Instant modified = Instant.now();

    private StoredObject(byte[] content, String mediaType) {
      this.content = content.clone();
      this.mediaType = mediaType;
    }

    public byte[] content() {
      return content.clone();
    }

    public String mediaType() {
      return mediaType;
    }
  }

  private final TreeMap<ObjectKey, StoredObject> objects = new TreeMap<>();
  private final List<ObjectKey> puts = new ArrayList<>();
  private int failures;
  private boolean away;
  private int answers = Integer.MAX_VALUE;

  @Override
  public synchronized void put(ObjectKey key, byte[] content, String mediaType)
      throws StoreException {
    answer();
    keep(key, content, mediaType);
  }

  @Override
  public synchronized boolean putIfAbsent(ObjectKey key, byte[] content, String mediaType)
      throws StoreException {
    answer();
    if (objects.containsKey(key)) {
      return false;
    }
    keep(key, content, mediaType);
    return true;
  }

  private void keep(ObjectKey key, byte[] content, String mediaType) {
    objects.put(key, new StoredObject(content, mediaType));
    puts.add(key);
  }

  @Override
  public synchronized byte[] get(ObjectKey key) throws StoreException {
    answer();
    return object(key).orElseThrow(() -> new NoSuchObject(key)).content();
  }

  @Override
  public synchronized Optional<Long> size(ObjectKey key) throws StoreException {
    answer();
    return object(key).map(object -> (long) object.content.length);
  }

  @Override
  public synchronized List<ObjectKey> list(String prefix) throws StoreException {
    answer();
    return objects.keySet().stream().filter(key -> key.path().startsWith(prefix)).toList();
  }

  @Override
  public void walk(String prefix, ObjectVisitor visitor) throws IOException {
    // Not while holding the lock: a visitor may ask for what it is shown.
    for (ObjectKey key : list(prefix)) {
      Optional<StoredObject> object = object(key);
      if (object.isPresent()) {
        visitor.visit(new ListedObject(key, object.get().content.length, object.get().modified));
      }
    }
  }

  @Override
  public List<String> folders(String prefix) throws StoreException {
    return list(prefix).stream()
        .map(key -> key.path().substring(prefix.length()))
        .filter(rest -> rest.contains("/"))
        .map(rest -> rest.substring(0, rest.indexOf('/') + 1))
        .distinct()
        .toList();
  }

  @Override
  public synchronized void check() throws StoreException {
    answer();
  }

  @Override
  public void close() {
    // Nothing is held: what was stored can still be looked at after the test.
  }

  /** The next {@code calls} calls fail as if the store were away. */
  public synchronized void failNext(int calls) {
    failures = calls;
  }

  /** All calls fail until {@link #comeBack()}. */
  public synchronized void goAway() {
    away = true;
  }

  /** So many calls are answered, all later ones fail until {@link #comeBack()}. */
  public synchronized void goAwayAfter(int calls) {
    answers = calls;
  }

  /** Ends {@link #goAway()}, {@link #goAwayAfter} and {@link #failNext}. */
  public synchronized void comeBack() {
    away = false;
    failures = 0;
    answers = Integer.MAX_VALUE;
  }

  /** Every key that was written, in order, once for each successful write. */
  public synchronized List<ObjectKey> puts() {
    return List.copyOf(puts);
  }

  /** What lives under {@code key}, whether the store is away or not. */
  public synchronized Optional<StoredObject> object(ObjectKey key) {
    return Optional.ofNullable(objects.get(key));
  }

  /** Loses an object, as a store with a fault might. */
  public synchronized void lose(ObjectKey key) {
    objects.remove(key);
  }

  private void answer() throws StoreException {
    if (away || failures > 0 || answers == 0) {
      failures = Math.max(0, failures - 1);
      throw new StoreException("the store is away");
    }
    if (answers != Integer.MAX_VALUE) {
      answers--;
    }
  }

  @Override
  public synchronized String toString() {
    return "InMemoryObjectStore[" + objects.size() + " objects]";
  }
}
