package dev.nevus.trainer.ledger;

import dev.nevus.event.EventJson;
import dev.nevus.image.RefusedException;
import dev.nevus.store.Keys;
import dev.nevus.store.NoSuchObject;
import dev.nevus.store.ObjectKey;
import dev.nevus.store.ObjectStore;
import dev.nevus.store.Sha256;
import dev.nevus.store.StoreException;
import java.util.List;
import java.util.Optional;

/**
 * The ledger's numbered pages in the object store. A page is written only where there is none, and
 * only by whoever has read all before it: assignments are made one after the other, by any number
 * of processes and without a lock. Safe for many threads.
 */
final class LedgerPages {
  private static final String JSON = "application/json";

  private final ObjectStore store;

  LedgerPages(ObjectStore store) {
    this.store = store;
  }

  /**
   * The first page; {@code proposed} is on it if nobody was there before.
   *
   * @throws StoreException also if a page before the last one is missing
   */
  StoredPage<Constitution> first(Constitution proposed) throws StoreException {
    requireAll();
    ObjectKey key = Keys.splits(1);
    if (store.size(key).isEmpty()) {
      store.putIfAbsent(key, EventJson.toJson(proposed), JSON);
    }
    return page(1, store.get(key), Constitution.class);
  }

  /** The page after {@code last}, or empty where that is still the last. */
  Optional<StoredPage<Batch>> next(StoredPage<?> last) throws StoreException {
    int number = last.number() + 1;
    byte[] json;
    try {
      json = store.get(Keys.splits(number));
    } catch (NoSuchObject e) {
      return Optional.empty();
    }
    StoredPage<Batch> page = page(number, json, Batch.class);
    if (!page.content().previous().equals(last.sha256())) {
      throw damaged(number, "was not written after the page before it");
    }
    return Optional.of(page);
  }

  /** Returns when the page after {@code last} is durable, or empty where another was first. */
  Optional<StoredPage<Batch>> add(StoredPage<?> last, List<Assignment> assignments)
      throws StoreException {
    int number = last.number() + 1;
    Batch batch = new Batch(last.sha256(), assignments);
    byte[] json = EventJson.toJson(batch);
    return store.putIfAbsent(Keys.splits(number), json, JSON)
        ? Optional.of(new StoredPage<>(number, Sha256.of(json), batch))
        : Optional.empty();
  }

  static StoreException damaged(int number, String what) {
    return new StoreException(remedy(number, what));
  }

  @Override
  public String toString() {
    return "LedgerPages[" + store + "]";
  }

  /** Without this a lost page would be taken for the end, and written anew with other sides. */
  private void requireAll() throws StoreException {
    int number = 0;
    for (ObjectKey key : store.list(Keys.splitsPrefix()).stream().filter(Keys::isSplits).toList()) {
      number++;
      if (!key.equals(Keys.splits(number))) {
        throw damaged(number, "is missing");
      }
    }
  }

  private static <T> StoredPage<T> page(int number, byte[] json, Class<T> type)
      throws StoreException {
    try {
      return new StoredPage<>(number, Sha256.of(json), EventJson.fromJson(json, type));
    } catch (RefusedException e) {
      throw new StoreException(remedy(number, "is damaged"), e);
    }
  }

  private static String remedy(int number, String what) {
    return "the page %s of the split ledger %s: restore it from a copy of the bucket"
        .formatted(Keys.splits(number), what);
  }
}
