package dev.nevus.standalone.ledger;

import dev.nevus.event.Correlation;
import dev.nevus.event.Event;
import dev.nevus.event.EventJson;
import dev.nevus.event.ImageMetadata;
import dev.nevus.event.ImageStored;
import dev.nevus.event.LabelAccepted;
import dev.nevus.event.MaskPredicted;
import dev.nevus.event.ModelPublished;
import dev.nevus.event.Urgency;
import dev.nevus.eventlog.EventLog;
import dev.nevus.image.ImageHeader;
import dev.nevus.image.ImageId;
import dev.nevus.image.ImageInspector;
import dev.nevus.image.Inspection;
import dev.nevus.image.RefusedException;
import dev.nevus.label.Label;
import dev.nevus.label.LabelBook;
import dev.nevus.model.ModelId;
import dev.nevus.store.DamagedObject;
import dev.nevus.store.Keys;
import dev.nevus.store.LabelName;
import dev.nevus.store.NoSuchObject;
import dev.nevus.store.ObjectKey;
import dev.nevus.store.ObjectStore;
import dev.nevus.store.Sha256;
import java.io.IOException;
import java.time.Clock;
import java.util.Optional;

/**
 * Announces what is in the bucket and was never told, as whoever stored it would have. Deletes
 * nothing; repeating it is harmless, for every fact has the id that it would have had. For one
 * thread.
 */
final class Repair {
  private static final String JSON = "application/json";

  private final ObjectStore store;
  private final EventLog log;
  private final ImageInspector inspector;
  private final Clock clock;
  private final Ledger ledger;
  private Optional<ImageId> unannounced = Optional.empty();

  Repair(ObjectStore store, EventLog log, ImageInspector inspector, Clock clock, Ledger ledger) {
    this.store = store;
    this.log = log;
    this.inspector = inspector;
    this.clock = clock;
    this.ledger = ledger;
  }

  /**
   * An orphan of an image, or a lost image; what cannot be announced is told of, and what hangs on
   * it waits.
   */
  void announce(Entry orphan) throws IOException, InterruptedException {
    ImageId image = orphan.image();
    if (unannounced.equals(Optional.of(image))) {
      return;
    }
    try {
      switch (orphan.kind()) {
        case ORIGINAL -> image(image, Count.REPAIRED);
        case ACCEPT -> image(image, Count.ANNOUNCED_AGAIN);
        case MASK_RECORD -> tell(mask(ledger.models().name(orphan.small()), image), Count.REPAIRED);
        case LABEL_RECORD -> tell(label(new LabelName(image, orphan.small())), Count.REPAIRED);
        default -> throw new IllegalArgumentException("no orphan: " + orphan);
      }
    } catch (NoSuchObject | DamagedObject e) {
      ledger.tally().found(Finding.UNREPAIRABLE, String.valueOf(e.getMessage()));
      if (orphan.kind() == Entry.Kind.ORIGINAL) {
        unannounced = Optional.of(image);
      }
    }
  }

  /** A model whose files are right. */
  void announce(ModelId model) throws IOException, InterruptedException {
    tell(new ModelPublished(model, Keys.manifest(model), clock.instant()), Count.REPAIRED);
  }

  /** Bytes first, event second, marker last, as at the door. */
  private void image(ImageId image, Count as) throws IOException, InterruptedException {
    ObjectKey original = Keys.original(image);
    byte[] content = store.get(original);
    if (!Sha256.of(content).equals(image.sha256())) {
      throw new DamagedObject(original, "its content is not what its name says");
    }
    ImageStored fact;
    try {
      fact = marked(image);
    } catch (NoSuchObject e) {
      fact = atTheDoor(image, content);
    }
    tell(fact, as);
    store.putIfAbsent(Keys.stored(image), EventJson.toJson(fact), JSON);
  }

  /** In the words in which it was told once, to a log that has lost them. */
  private ImageStored marked(ImageId image) throws IOException {
    ImageStored fact = parsed(Keys.stored(image), ImageStored.class);
    if (!fact.image().equals(image)) {
      throw new DamagedObject(Keys.stored(image), "it tells of another image");
    }
    return fact;
  }

  /**
   * What the sender said of the image is not known, and nobody was told that it is accepted: it
   * goes behind all live ones.
   */
  private ImageStored atTheDoor(ImageId image, byte[] content) throws IOException {
    ObjectKey original = Keys.original(image);
    if (inspector.inspect(content) instanceof Inspection.Accepted accepted) {
      ImageHeader header = accepted.header();
      return new ImageStored(
          image,
          original,
          header.format().mediaType(),
          content.length,
          header.width(),
          header.height(),
          ImageMetadata.NONE,
          Optional.of(Urgency.BACKLOG),
          clock.instant());
    }
    throw new DamagedObject(original, "no image that is taken at the door");
  }

  private MaskPredicted mask(ModelId model, ImageId image) throws IOException {
    ObjectKey record = Keys.result(model, image);
    MaskPredicted fact = parsed(record, MaskPredicted.class);
    if (!fact.image().equals(image) || !fact.model().equals(model)) {
      throw new DamagedObject(record, "it tells of another mask");
    }
    if (store.size(fact.mask()).isEmpty()) {
      throw new NoSuchObject(fact.mask());
    }
    return fact;
  }

  private LabelAccepted label(LabelName name) throws IOException {
    Label label = new LabelBook(store, clock).get(name);
    if (store.size(label.mask()).isEmpty()) {
      throw new NoSuchObject(label.mask());
    }
    return new LabelAccepted(
        label.image(),
        label.number(),
        label.mask(),
        label.annotator(),
        label.accepted(),
        label.at());
  }

  private <T> T parsed(ObjectKey key, Class<T> type) throws IOException {
    try {
      return EventJson.fromJson(store.get(key), type);
    } catch (RefusedException e) {
      throw new DamagedObject(key, e);
    }
  }

  private void tell(Event event, Count as) throws IOException, InterruptedException {
    log.publish(event, Correlation.NONE);
    ledger.tally().count(as);
  }
}
