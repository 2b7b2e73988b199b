package dev.nevus.worker;

import dev.nevus.event.Correlation;
import dev.nevus.event.Event;
import dev.nevus.event.ImageMetadata;
import dev.nevus.event.ImageStored;
import dev.nevus.event.Origin;
import dev.nevus.event.SegmentationRequested;
import dev.nevus.eventlog.Delivery;
import dev.nevus.image.ImageId;
import dev.nevus.mask.DrawnLesion;
import dev.nevus.mask.DrawnLesions;
import dev.nevus.model.ModelId;
import dev.nevus.store.Keys;
import dev.nevus.store.ObjectStore;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;

/** Small drawn images in a store, and the events that tell of them. */
record StoredImages(ObjectStore store) {
  static final int SIDE = 64;

  /** Stores an image; the same seed, the same image. */
  ImageStored put(int seed) throws IOException {
    byte[] file;
    try (DrawnLesion lesion =
        DrawnLesions.draw(new DrawnLesions.Scene(SIDE, SIDE, 0, false), seed)) {
      file = lesion.png();
    }
    ImageId id = ImageId.of(file);
    store.put(Keys.original(id), file, "image/png");
    return new ImageStored(
        id,
        Keys.original(id),
        "image/png",
        file.length,
        SIDE,
        SIDE,
        ImageMetadata.NONE,
        Instant.EPOCH);
  }

  static SegmentationRequested request(ImageStored image, Optional<ModelId> model) {
    return new SegmentationRequested(
        image.image(), image.pixels(), image.metadata(), model, "for a test", Instant.EPOCH);
  }

  static Delivery delivery(Event event) {
    return new Delivery(event, Correlation.NONE, new Origin("a.topic", 0, 0), 1);
  }
}
