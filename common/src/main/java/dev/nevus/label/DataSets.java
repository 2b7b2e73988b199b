package dev.nevus.label;

import dev.nevus.event.EventJson;
import dev.nevus.image.ImageId;
import dev.nevus.image.RefusedException;
import dev.nevus.store.DamagedObject;
import dev.nevus.store.Keys;
import dev.nevus.store.NoSuchObject;
import dev.nevus.store.ObjectKey;
import dev.nevus.store.ObjectStore;
import dev.nevus.store.Sha256;
import dev.nevus.store.StoreException;
import java.util.ArrayList;
import java.util.List;

/** All data sets that trainings were made of, in the object store. Safe for many threads. */
public final class DataSets {
  private static final String JSON = "application/json";

  private final ObjectStore store;

  public DataSets(ObjectStore store) {
    this.store = store;
  }

  /**
   * Returns once the set is durable.
   *
   * @return its digest, by which it is found again
   */
  public String keep(DataSet set) throws StoreException {
    byte[] json = EventJson.toJson(set);
    String digest = Sha256.of(json);
    store.putIfAbsent(Keys.dataSet(digest), json, JSON);
    return digest;
  }

  /**
   * The set of this digest.
   *
   * @throws NoSuchObject if there is none
   * @throws DamagedObject if what is there has another digest
   */
  public DataSet get(String digest) throws StoreException {
    ObjectKey key = Keys.dataSet(digest);
    byte[] json = store.get(key);
    try {
      if (!Sha256.of(json).equals(digest)) {
        throw new DamagedObject(key, "it has another digest");
      }
      return EventJson.fromJson(json, DataSet.class);
    } catch (RefusedException e) {
      throw new DamagedObject(key, e);
    }
  }

  /** Digests of all sets, sorted. */
  public List<String> all() throws StoreException {
    return store.list(Keys.dataSetsPrefix()).stream()
        .flatMap(key -> Keys.dataSetOf(key).stream())
        .toList();
  }

  /** Digests of the sets that used a label; reads every set. */
  public List<String> using(ImageId image, int label) throws StoreException {
    List<String> users = new ArrayList<>();
    for (String digest : all()) {
      if (get(digest).uses(image, label)) {
        users.add(digest);
      }
    }
    return users;
  }

  @Override
  public String toString() {
    return "DataSets[" + store + "]";
  }
}
