package dev.nevus.standalone.ledger;

import dev.nevus.model.CorruptModelException;
import dev.nevus.model.ModelId;
import dev.nevus.model.ModelRegistry;
import dev.nevus.store.DamagedObject;
import dev.nevus.store.Keys;
import dev.nevus.store.NoSuchObject;
import dev.nevus.store.ObjectStore;
import dev.nevus.store.StoreException;
import java.io.IOException;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeMap;

/** Compares the models that the log tells of with those in the bucket. For one thread. */
final class ModelCheck {
  private final ObjectStore store;
  private final ModelRegistry registry;
  private final Ledger ledger;

  ModelCheck(ObjectStore store, ModelRegistry registry, Ledger ledger) {
    this.store = store;
    this.registry = registry;
    this.ledger = ledger;
  }

  /**
   * @param oldBefore what was put before and has no event is an orphan
   * @param digests whether the files are read, or it is enough that they are there
   * @return the models that were never announced
   */
  Set<ModelId> check(Instant oldBefore, Digests digests) throws IOException {
    TreeMap<ModelId, Instant> kept = new TreeMap<>();
    store.walk(
        Keys.modelsPrefix(),
        object ->
            Keys.manifestOf(object.key()).ifPresent(model -> kept.put(model, object.modified())));
    Set<ModelId> published = ledger.published();
    ledger.tally().count(Count.MODELS, published.size());
    for (ModelId model : published) {
      if (!kept.containsKey(model)) {
        ledger.tally().found(Finding.MISSING_MODEL, model);
      }
    }
    Set<ModelId> orphans = new HashSet<>();
    for (ModelId model : kept.keySet()) {
      boolean good = isGood(model, digests);
      if (published.contains(model)) {
        continue;
      }
      if (!kept.get(model).isBefore(oldBefore)) {
        ledger.tally().count(Count.UNDER_WAY);
      } else {
        ledger.tally().found(Finding.ORPHAN_MODEL, model);
        if (good) {
          orphans.add(model);
        }
      }
    }
    return orphans;
  }

  private boolean isGood(ModelId model, Digests digests) throws StoreException {
    try {
      if (digests.equals(Digests.NONE)) {
        if (store.size(Keys.model(model)).isPresent()) {
          return true;
        }
        ledger.tally().found(Finding.MISSING_MODEL, model);
        return false;
      }
      ledger.tally().count(Count.DIGESTS_READ);
      registry.files(model);
      return true;
    } catch (NoSuchObject e) {
      ledger.tally().found(Finding.MISSING_MODEL, model);
    } catch (CorruptModelException | DamagedObject e) {
      ledger.tally().found(Finding.BAD_DIGEST, Keys.model(model) + ": " + e.getMessage());
    }
    return false;
  }
}
