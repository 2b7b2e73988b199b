package dev.nevus.trainer.ledger;

import dev.nevus.image.ImageId;
import dev.nevus.label.Side;
import java.time.Instant;
import java.util.Optional;

/**
 * An image has its side, for ever.
 *
 * @param image which
 * @param side where it is
 * @param group whose it is
 * @param fingerprint what it looks like
 * @param at when it was decided
 * @param why one line about an image that is withheld; empty for all others
 */
public record Assignment(
    ImageId image,
    Side side,
    Group group,
    Fingerprint fingerprint,
    Instant at,
    Optional<String> why) {
  /**
   * @throws IllegalArgumentException if an image is withheld without a reason, or has one otherwise
   */
  public Assignment {
    if (why.isPresent() != (side == Side.WITHHELD)) {
      throw new IllegalArgumentException("a reason belongs to images that are withheld");
    }
  }
}
