package dev.nevus.standalone.ledger;

import dev.nevus.model.ModelId;
import dev.nevus.store.ImageObject;
import dev.nevus.store.Keys;
import dev.nevus.store.ListedObject;
import dev.nevus.store.ObjectStore;
import dev.nevus.store.StoreException;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Makes entries of what the bucket lists, and has content compared on the way. */
final class BucketReading {
  private static final String IMAGES = "images/";
  private static final String MASKS = "masks/";

  /** What an image's id begins with. */
  private static final String FIRST_DIGITS = "0123456789abcdef";

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

  /**
   * One for each part of the bucket in which objects of images live. Parts can be listed side by
   * side, where the pages of a listing must wait for each other; and a store over a folder looks at
   * all files of a part for each of its pages.
   */
  List<Threads.Step> steps() throws StoreException {
    Stream<String> folders =
        Stream.concat(
            Stream.of(IMAGES, Keys.labelsPrefix()),
            store.folders(MASKS).stream().map(MASKS::concat));
    return folders
        .flatMap(folder -> FIRST_DIGITS.chars().mapToObj(digit -> folder + (char) digit))
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
