package dev.nevus.trainer.renewal;

import dev.nevus.event.EventJson;
import dev.nevus.event.LabelAccepted;
import dev.nevus.label.Label;
import dev.nevus.label.LabelBook;
import dev.nevus.store.DamagedObject;
import dev.nevus.store.Keys;
import dev.nevus.store.LabelName;
import dev.nevus.store.NoSuchObject;
import dev.nevus.store.ObjectStore;
import dev.nevus.store.StoreException;
import java.time.Clock;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The labels that the trainer knows of: a mark in the store for each, so that a label whose event
 * comes again counts once, and one whose trainer died is not lost. Safe for many threads.
 */
final class CollectedLabels {
  private static final String JSON = "application/json";

  private static final Logger LOG = LoggerFactory.getLogger(CollectedLabels.class);

  private final ObjectStore store;
  private final LabelBook book;

  CollectedLabels(ObjectStore store) {
    this.store = store;
    this.book = new LabelBook(store, Clock.systemUTC());
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

  /**
   * Takes in what is in the store though its event did not come yet, or was never told: whoever
   * asks for a training means the labels that were handed in before.
   */
  void takeInStored() throws StoreException {
    Set<LabelName> untold = new HashSet<>(book.inForce());
    untold.removeAll(all());
    for (LabelName name : untold) {
      try {
        Label label = book.get(name);
        add(
            new LabelAccepted(
                label.image(),
                label.number(),
                label.mask(),
                label.annotator(),
                label.accepted(),
                label.at()));
      } catch (NoSuchObject | DamagedObject e) {
        LOG.atWarn()
            .addKeyValue("image", name.image())
            .addKeyValue("label", name.number())
            .addKeyValue("cause", e.getMessage())
            .log("a label cannot be read and is left out");
      }
    }
  }

  /** All of them. */
  Set<LabelName> all() throws StoreException {
    return store.list(Keys.collectedPrefix()).stream()
        .flatMap(key -> Keys.collectedOf(key).stream())
        .collect(Collectors.toSet());
  }
}
