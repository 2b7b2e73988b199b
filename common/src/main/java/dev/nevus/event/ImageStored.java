package dev.nevus.event;

import dev.nevus.image.ImageId;
import dev.nevus.store.ObjectKey;
import java.time.Instant;
import java.util.Optional;

/**
 * An image is durable in the object store and waits for its mask.
 *
 * @param image who
 * @param pixels where the original bytes live
 * @param mediaType of the original bytes
 * @param bytes size of the original
 * @param width columns as displayed
 * @param height rows as displayed
 * @param metadata what the sender said
 * @param urgency which images it goes behind; absent for a live one
 * @param at when it became durable
 */
public record ImageStored(
    ImageId image,
    ObjectKey pixels,
    String mediaType,
    long bytes,
    int width,
    int height,
    ImageMetadata metadata,
    Optional<Urgency> urgency,
    Instant at)
    implements Event {

  /**
   * @throws IllegalArgumentException if there are no bytes or no pixels
   */
  public ImageStored {
    if (bytes < 1 || width < 1 || height < 1) {
      throw new IllegalArgumentException("an image has bytes and pixels");
    }
  }

  /** A live image. */
  public ImageStored(
      ImageId image,
      ObjectKey pixels,
      String mediaType,
      long bytes,
      int width,
      int height,
      ImageMetadata metadata,
      Instant at) {
    this(image, pixels, mediaType, bytes, width, height, metadata, Optional.empty(), at);
  }

  /** Whether it goes behind all live images. */
  public boolean goesBehind() {
    return urgency.equals(Optional.of(Urgency.BACKLOG));
  }

  @Override
  public String id() {
    return "image-stored/" + image;
  }

  @Override
  public String key() {
    return image.sha256();
  }
}
