package dev.nevus.ingest.catalog;

import dev.nevus.event.Correlation;
import dev.nevus.event.ImageMetadata;
import dev.nevus.event.ImageStored;
import dev.nevus.event.Urgency;
import dev.nevus.image.ImageId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What is known of an image.
 *
 * @param image who
 * @param state how far it has come
 * @param at when it was stored; where only later events were seen so far, the first of these
 * @param original what was stored, once that was seen
 * @param masks of every model: the champion's first, where there is one, then the newest first; the
 *     first one is shown
 * @param labels how many people's masks are in force
 * @param deadLetter the last one, where there is any
 */
public record ImageEntry(
    ImageId image,
    ImageState state,
    Instant at,
    Optional<Original> original,
    List<MaskEntry> masks,
    int labels,
    Optional<DeadLetterEntry> deadLetter) {
  public ImageEntry {
    masks = List.copyOf(masks);
  }

  /**
   * What a sender sent.
   *
   * @param mediaType of the original bytes
   * @param bytes size of the original
   * @param width columns as displayed
   * @param height rows as displayed
   * @param metadata what the sender said
   * @param urgency whether it went behind all live images
   * @param correlation what the sender recognises it by
   */
  public record Original(
      String mediaType,
      long bytes,
      int width,
      int height,
      ImageMetadata metadata,
      Urgency urgency,
      Correlation correlation) {}

  /** The same with what was stored. */
  public ImageEntry with(Optional<Original> other) {
    return new ImageEntry(image, state, at, other, masks, labels, deadLetter);
  }

  /** An image of which only its announcement is known. */
  public static ImageEntry accepted(ImageStored fact, Correlation correlation) {
    Original original =
        new Original(
            fact.mediaType(),
            fact.bytes(),
            fact.width(),
            fact.height(),
            fact.metadata(),
            fact.urgency().orElse(Urgency.LIVE),
            correlation);
    return new ImageEntry(
        fact.image(),
        ImageState.ACCEPTED,
        fact.at(),
        Optional.of(original),
        List.of(),
        0,
        Optional.empty());
  }
}
