package dev.nevus.ingest;

import dev.nevus.event.EventJson;
import dev.nevus.event.ImageStored;
import dev.nevus.image.ImageId;
import dev.nevus.image.RefusedException;
import dev.nevus.store.Keys;
import dev.nevus.store.NoSuchObject;
import dev.nevus.store.ObjectStore;
import dev.nevus.store.StoreException;
import java.util.Optional;

/**
 * Which images the log was told of: a marker beside each original, holding the event, written only
 * after the event was acknowledged. Known here means accepted, however far the catalog trails. Safe
 * for many threads and many processes.
 */
public final class AnnouncedImages {
  private static final String MEDIA_TYPE = "application/json";

  private final ObjectStore store;

  public AnnouncedImages(ObjectStore store) {
    this.store = store;
  }

  /** What the log was told of this image. */
  public Optional<ImageStored> find(ImageId image) throws StoreException {
    try {
      byte[] marker = store.get(Keys.stored(image));
      return Optional.of(EventJson.fromJson(marker, ImageStored.class));
    } catch (NoSuchObject e) {
      return Optional.empty();
    } catch (RefusedException e) {
      throw new StoreException("the marker of image " + image + " cannot be read", e);
    }
  }

  /** To be called once the event is acknowledged; the first one told is kept. */
  void add(ImageStored fact) throws StoreException {
    store.putIfAbsent(Keys.stored(fact.image()), EventJson.toJson(fact), MEDIA_TYPE);
  }
}
