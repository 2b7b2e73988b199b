package dev.nevus.worker;

import dev.nevus.event.ImageStored;
import dev.nevus.event.SegmentationRequested;
import dev.nevus.image.ImageId;
import dev.nevus.store.ObjectKey;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * An image to segment, whoever asked for it.
 *
 * @param id who
 * @param pixels where its bytes live
 * @param bytes of its file, where they were told
 * @param pixelSpacingMm distance of pixels, where the sender told it
 */
record StoredImage(
    ImageId id, ObjectKey pixels, OptionalLong bytes, OptionalDouble pixelSpacingMm) {
  static StoredImage of(ImageStored stored) {
    return new StoredImage(
        stored.image(),
        stored.pixels(),
        OptionalLong.of(stored.bytes()),
        stored.metadata().pixelSpacingMm());
  }

  static StoredImage of(SegmentationRequested requested) {
    return new StoredImage(
        requested.image(),
        requested.pixels(),
        OptionalLong.empty(),
        requested.metadata().pixelSpacingMm());
  }
}
