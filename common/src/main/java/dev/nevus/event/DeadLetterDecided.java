package dev.nevus.event;

import dev.nevus.image.ImageId;
import java.time.Instant;
import java.util.Optional;

/**
 * A person decided what becomes of a dead letter. Stands behind the letter: both have the same key.
 *
 * @param origin where the record stood that the letter is about: the letter's id
 * @param image which image, as the letter says it
 * @param decision what becomes of it
 * @param by pseudonym of the person
 * @param reason one line
 * @param replay number of the replay; with {@link Decision#REPLAYED} alone
 * @param at when
 */
public record DeadLetterDecided(
    Origin origin,
    Optional<ImageId> image,
    Decision decision,
    String by,
    String reason,
    Optional<Integer> replay,
    Instant at)
    implements Event {
  /** What can become of a letter. */
  public enum Decision {
    /** Its record stands on its topic once more. */
    REPLAYED,
    /** Kept, out of the way. */
    PARKED,
    /** Kept, and never to be worked on again. */
    DROPPED
  }

  /**
   * @throws IllegalArgumentException if the number is not positive
   */
  public DeadLetterDecided {
    if (replay.isPresent() && replay.get() < 1) {
      throw new IllegalArgumentException("replays are counted from 1");
    }
  }

  @Override
  public String id() {
    return "dead-letter-decided/" + origin + "/" + at;
  }

  @Override
  public String key() {
    return image.map(ImageId::sha256).orElseGet(origin::toString);
  }
}
