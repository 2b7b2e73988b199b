package dev.nevus.trainer.renewal;

import dev.nevus.event.EventJson;
import dev.nevus.event.LabelAccepted;
import dev.nevus.store.Keys;
import dev.nevus.store.Keys.LabelName;
import dev.nevus.store.ObjectStore;
import dev.nevus.store.StoreException;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The labels that the trainer knows of: a mark in the store for each, so that a label whose event
 * comes again counts once, and one whose trainer died is not lost. Safe for many threads.
 */
final class CollectedLabels {
  private static final String JSON = "application/json";

  private final ObjectStore store;

  CollectedLabels(ObjectStore store) {
    this.store = store;
  }

  /**
   * Returns once the label is known for good.
   *
   * @return whether it was not known before
   */
  boolean add(LabelAccepted label) throws StoreException {
    return store.putIfAbsent(
        Keys.collected(label.image(), label.number()), EventJson.toJson(label), JSON);
  }

  /** All of them. */
  Set<LabelName> all() throws StoreException {
    return store.list(Keys.collectedPrefix()).stream()
        .flatMap(key -> Keys.collectedOf(key).stream())
        .collect(Collectors.toSet());
  }
}
