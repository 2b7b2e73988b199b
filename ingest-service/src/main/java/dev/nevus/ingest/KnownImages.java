package dev.nevus.ingest;

import dev.nevus.event.Correlation;
import dev.nevus.image.ImageId;
import dev.nevus.ingest.catalog.Catalog;
import dev.nevus.ingest.catalog.ImageEntry;
import java.io.IOException;
import java.util.Optional;

/**
 * What became of an image: what the catalog says, or, where it trails the log, what the store knows
 * of the acceptance. Whoever was told 202 finds the image here at once. Safe for many threads.
 */
public final class KnownImages {
  private final Catalog catalog;
  private final AnnouncedImages announced;

  public KnownImages(Catalog catalog, AnnouncedImages announced) {
    this.catalog = catalog;
    this.announced = announced;
  }

  /** Everything known, or empty for an image that was never accepted. */
  public Optional<ImageEntry> find(ImageId image) throws IOException {
    Optional<ImageEntry> entry = catalog.find(image);
    if (entry.isPresent() && entry.get().original().isPresent()) {
      return entry;
    }
    Optional<ImageEntry> accepted =
        announced.find(image).map(fact -> ImageEntry.accepted(fact, Correlation.NONE));
    // A mask may have come before the image's own event.
    return entry.isPresent() && accepted.isPresent()
        ? Optional.of(entry.get().with(accepted.get().original()))
        : entry.or(() -> accepted);
  }
}
