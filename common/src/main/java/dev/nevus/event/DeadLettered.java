package dev.nevus.event;

import dev.nevus.image.ImageId;
import dev.nevus.store.ObjectKey;
import java.time.Instant;
import java.util.Optional;

/**
 * Something will not be worked on again unless a person says so. The end of an image that has no
 * mask.
 *
 * @param image which image, where one could be told
 * @param code stable reason, {@link dev.nevus.image.Refusal.Code#id()}
 * @param detail one sentence for a person
 * @param origin where the record stood
 * @param attempts how often it was tried, at least 1
 * @param content where the bytes live, where there are any
 * @param at when
 */
public record DeadLettered(
    Optional<ImageId> image,
    String code,
    String detail,
    Origin origin,
    int attempts,
    Optional<ObjectKey> content,
    Instant at)
    implements Event {

  /**
   * @throws IllegalArgumentException if it was never tried
   */
  public DeadLettered {
    if (attempts < 1) {
      throw new IllegalArgumentException("attempts are counted from 1");
    }
  }

  @Override
  public String id() {
    return "dead-lettered/" + origin + "/" + code;
  }

  @Override
  public String key() {
    return image.map(ImageId::sha256).orElseGet(origin::toString);
  }
}
