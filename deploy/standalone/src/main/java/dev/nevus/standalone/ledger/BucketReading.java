package dev.nevus.standalone.ledger;

import dev.nevus.model.ModelId;
import dev.nevus.store.ImageObject;
import dev.nevus.store.ListedObject;
import dev.nevus.store.ObjectStore;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Makes entries of what the bucket lists, and has content compared on the way. */
final class BucketReading {
  /** Below which everything that belongs to an image lives. */
  private static final List<String> PREFIXES = List.of("images/", "masks/", "labels/");

  private final ObjectStore store;
  private final Instant oldBefore;
  private final Ledger ledger;
  private final DigestCheck digests;

  /**
   * @param oldBefore what was put before and has no event is an orphan
   */
  BucketReading(ObjectStore store, Instant oldBefore, Ledger ledger, DigestCheck digests) {
    this.store = store;
    this.oldBefore = oldBefore;
    this.ledger = ledger;
    this.digests = digests;
  }

  /** One for each part of the bucket. */
  List<Threads.Step> steps() {
    return PREFIXES.stream()
        .<Threads.Step>map(prefix -> () -> store.walk(prefix, this::add))
        .toList();
  }

  private void add(ListedObject listed) throws IOException {
    Optional<ImageObject> found = ImageObject.at(listed.key());
    if (found.isEmpty()) {
      return;
    }
    ImageObject object = found.get();
    boolean old = listed.modified().isBefore(oldBefore);
    switch (object.kind()) {
      case ORIGINAL -> {
        ledger.add(Entry.original(object.image(), old, listed.size()));
        digests.check(object.image(), listed.key(), object.image().sha256());
      }
      case MASK -> ledger.add(Entry.maskPng(object.image(), model(object)));
      case RESULT -> ledger.add(Entry.maskRecord(object.image(), old, model(object)));
      case LABEL_MASK -> {
        ledger.add(Entry.labelPng(object.image(), Entry.words(object.of())));
        digests.check(object.image(), listed.key(), object.of());
      }
      case LABEL_RECORD ->
          ledger.add(Entry.labelRecord(object.image(), old, Integer.parseInt(object.of())));
    }
  }

  private int model(ImageObject object) {
    return ledger.models().number(new ModelId(object.of()));
  }
}
