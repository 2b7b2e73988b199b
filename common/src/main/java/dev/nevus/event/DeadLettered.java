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
 * @param fault what kind of thing was to blame; older versions did not tell, see {@link #blamed}
 * @param trace where it broke, where something was thrown
 * @param replay which letter the record was a second chance of
 * @param at when
 */
public record DeadLettered(
    Optional<ImageId> image,
    String code,
    String detail,
    Origin origin,
    int attempts,
    Optional<ObjectKey> content,
    Optional<Fault> fault,
    Optional<StackTrace> trace,
    Optional<Replay> replay,
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

  /** As older versions tell it. */
  public DeadLettered(
      Optional<ImageId> image,
      String code,
      String detail,
      Origin origin,
      int attempts,
      Optional<ObjectKey> content,
      Instant at) {
    this(
        image,
        code,
        detail,
        origin,
        attempts,
        content,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        at);
  }

  /** What kind of thing was to blame; where nobody told, what the code says of it. */
  public Fault blamed() {
    return fault.orElseGet(() -> Fault.ofCode(code));
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
