package dev.nevus.eventlog;

import dev.nevus.event.ImageMetadata;
import dev.nevus.event.ImageStored;
import dev.nevus.image.ImageId;
import dev.nevus.store.Keys;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;

/** Announcements of images that nobody needs to look at. */
public final class StoredImages {
  private static final Instant AT = Instant.parse("2026-11-23T00:00:00Z");

  private StoredImages() {}

  /** An image that no other test has. */
  public static ImageId unique() {
    return ImageId.of(UUID.randomUUID().toString().getBytes(StandardCharsets.US_ASCII));
  }

  public static ImageStored event(ImageId image) {
    return new ImageStored(
        image, Keys.original(image), "image/png", 1, 16, 16, ImageMetadata.NONE, AT);
  }
}
