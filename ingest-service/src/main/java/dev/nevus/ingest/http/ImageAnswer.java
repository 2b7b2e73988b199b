package dev.nevus.ingest.http;

import dev.nevus.event.Correlation;
import dev.nevus.event.ImageMetadata;
import dev.nevus.image.ImageId;
import dev.nevus.ingest.catalog.DeadLetterEntry;
import dev.nevus.ingest.catalog.ImageEntry;
import dev.nevus.ingest.catalog.MaskEntry;
import dev.nevus.label.KeptLabel;
import dev.nevus.mask.LesionMeasures;
import dev.nevus.model.ModelId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What became of an image.
 *
 * @param id of the image
 * @param state {@code accepted}, {@code segmented} or {@code dead-lettered}
 * @param urgency {@code live}, or {@code backlog} for one that went behind all live images
 * @param at when it was stored
 * @param original what was sent
 * @param shown the model whose mask is shown: the champion, or the one that made the newest
 * @param masks of every model, the shown one first, then the newest first
 * @param labels masks that people made of it, the oldest first
 * @param deadLetter why it has no mask
 * @param links where its parts are
 */
record ImageAnswer(
    ImageId id,
    String state,
    Optional<String> urgency,
    Instant at,
    Optional<Original> original,
    Optional<ModelId> shown,
    List<Mask> masks,
    List<ToldLabel> labels,
    Optional<DeadLetterEntry> deadLetter,
    Links links) {
  /** What was sent. */
  record Original(
      String mediaType,
      long bytes,
      int width,
      int height,
      ImageMetadata metadata,
      Correlation correlation) {
    static Original of(ImageEntry.Original kept) {
      return new Original(
          kept.mediaType(),
          kept.bytes(),
          kept.width(),
          kept.height(),
          kept.metadata(),
          kept.correlation());
    }
  }

  /** One model's mask. */
  record Mask(
      ModelId model,
      int width,
      int height,
      LesionMeasures measures,
      String worker,
      Instant at,
      String link) {}

  /**
   * An image in a list.
   *
   * @param urgency whether it went behind
   * @param source who sent it, where that was said
   * @param labels how many are in force
   */
  record Summary(
      ImageId id,
      String state,
      Optional<String> urgency,
      Optional<String> source,
      Instant at,
      int labels,
      Links links) {
    static Summary of(ImageEntry entry) {
      return new Summary(
          entry.image(),
          entry.state().id(),
          urgencyOf(entry),
          entry.original().flatMap(original -> original.metadata().source()),
          entry.at(),
          entry.labels(),
          Links.of(entry.image()));
    }
  }

  /**
   * A page of the list.
   *
   * @param images the newest first
   * @param next where older ones are, where the page is full
   */
  record Page(List<Summary> images, Optional<String> next) {}

  static ImageAnswer of(ImageEntry entry, List<KeptLabel> labels) {
    Links links = Links.of(entry.image());
    return new ImageAnswer(
        entry.image(),
        entry.state().id(),
        urgencyOf(entry),
        entry.at(),
        entry.original().map(Original::of),
        entry.masks().stream().map(MaskEntry::model).findFirst(),
        entry.masks().stream().map(mask -> mask(mask, links)).toList(),
        labels.stream().map(ToldLabel::of).toList(),
        entry.deadLetter(),
        links);
  }

  private static Optional<String> urgencyOf(ImageEntry entry) {
    return entry.original().map(original -> Answers.word(original.urgency()));
  }

  private static Mask mask(MaskEntry mask, Links links) {
    return new Mask(
        mask.model(),
        mask.width(),
        mask.height(),
        mask.measures(),
        mask.worker(),
        mask.at(),
        links.mask() + "?model=" + mask.model());
  }
}
