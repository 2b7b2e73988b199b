package dev.nevus.event;

import dev.nevus.image.ImageId;
import dev.nevus.model.ModelId;
import dev.nevus.store.ObjectKey;
import java.time.Instant;
import java.util.Optional;

/**
 * Somebody wants an image that is already stored segmented again.
 *
 * @param image who
 * @param pixels where the original bytes live
 * @param metadata what the sender said
 * @param model by which model; the champion of the moment where empty
 * @param reason for the record, one line
 * @param at when
 */
public record SegmentationRequested(
    ImageId image,
    ObjectKey pixels,
    ImageMetadata metadata,
    Optional<ModelId> model,
    String reason,
    Instant at)
    implements Event {

  @Override
  public String id() {
    return "segmentation-requested/"
        + image
        + "/"
        + model.map(ModelId::toString).orElse("champion")
        + "/"
        + at;
  }

  @Override
  public String key() {
    return image.sha256();
  }
}
