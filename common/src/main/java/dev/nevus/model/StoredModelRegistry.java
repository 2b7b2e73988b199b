package dev.nevus.model;

import dev.nevus.event.EventJson;
import dev.nevus.image.RefusedException;
import dev.nevus.store.Keys;
import dev.nevus.store.NoSuchObject;
import dev.nevus.store.ObjectKey;
import dev.nevus.store.ObjectStore;
import dev.nevus.store.StoreException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * {@link ModelRegistry} in the object store alone: a version is a file and, written after it, a
 * manifest; promotions are numbered objects that are only ever added, so the history cannot be
 * overwritten and of two promotions at once each gets a number of its own.
 */
public final class StoredModelRegistry implements ModelRegistry {
  private static final String JSON = "application/json";
  private static final String ONNX = "application/octet-stream";

  private final ObjectStore store;
  private final Clock clock;

  public StoredModelRegistry(ObjectStore store, Clock clock) {
    this.store = store;
    this.clock = clock;
  }

  @Override
  public void publish(ModelManifest manifest, byte[] file) throws StoreException {
    if (!manifest.certifies(file)) {
      throw new IllegalArgumentException(
          "the manifest of " + manifest.model() + " does not certify this file");
    }
    store.put(Keys.model(manifest.model()), file, ONNX);
    store.putIfAbsent(Keys.manifest(manifest.model()), EventJson.toJson(manifest), JSON);
  }

  @Override
  public int promote(ModelId model, String by, String reason) throws StoreException {
    requirePublished(model);
    int number = champion().map(Promotion::number).orElse(0);
    do {
      number++;
    } while (!add(new Promotion(number, model, by, reason, clock.instant())));
    return number;
  }

  @Override
  public boolean promoteFirst(ModelId model, String by, String reason) throws StoreException {
    requirePublished(model);
    return add(new Promotion(1, model, by, reason, clock.instant()));
  }

  @Override
  public Optional<Promotion> champion() throws StoreException {
    List<ObjectKey> all = promotions();
    return all.isEmpty() ? Optional.empty() : Optional.of(promotion(all.get(all.size() - 1)));
  }

  @Override
  public List<Promotion> history() throws StoreException {
    List<Promotion> promotions = new ArrayList<>();
    for (ObjectKey key : promotions()) {
      promotions.add(promotion(key));
    }
    return promotions;
  }

  @Override
  public List<ModelId> versions() throws StoreException {
    return store.list(Keys.modelsPrefix()).stream()
        .flatMap(key -> Keys.manifestOf(key).stream())
        .sorted()
        .toList();
  }

  @Override
  public ModelManifest manifest(ModelId model) throws StoreException {
    return read(Keys.manifest(model), ModelManifest.class);
  }

  @Override
  public byte[] file(ModelId model) throws StoreException, CorruptModelException {
    ModelManifest manifest = manifest(model);
    byte[] file = store.get(Keys.model(model));
    if (!manifest.model().equals(model) || !manifest.certifies(file)) {
      throw new CorruptModelException(
          "the file of model " + model + " is not the one that its manifest certifies");
    }
    return file;
  }

  @Override
  public String toString() {
    return "StoredModelRegistry[" + store + "]";
  }

  private void requirePublished(ModelId model) throws StoreException {
    if (store.size(Keys.manifest(model)).isEmpty()) {
      throw new IllegalArgumentException("there is no model " + model);
    }
  }

  /** Whether the promotion got its number; a number is given once. */
  private boolean add(Promotion promotion) throws StoreException {
    return store.putIfAbsent(Keys.promotion(promotion.number()), EventJson.toJson(promotion), JSON);
  }

  private List<ObjectKey> promotions() throws StoreException {
    return store.list(Keys.promotionsPrefix()).stream().filter(Keys::isPromotion).toList();
  }

  private Promotion promotion(ObjectKey key) throws StoreException {
    return read(key, Promotion.class);
  }

  private <T> T read(ObjectKey key, Class<T> type) throws StoreException {
    byte[] json;
    try {
      json = store.get(key);
    } catch (NoSuchObject e) {
      throw new IllegalArgumentException("there is no " + key, e);
    }
    try {
      return EventJson.fromJson(json, type);
    } catch (RefusedException e) {
      throw new StoreException("the object " + key + " is damaged", e);
    }
  }
}
