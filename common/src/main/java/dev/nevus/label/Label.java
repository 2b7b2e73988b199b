package dev.nevus.label;

import dev.nevus.image.ImageId;
import dev.nevus.model.ModelId;
import dev.nevus.store.Keys;
import dev.nevus.store.LabelName;
import dev.nevus.store.ObjectKey;
import java.time.Instant;
import java.util.Optional;

/**
 * A person's mask of an image, as it is kept.
 *
 * @param image whose mask
 * @param number among the labels of the image, counted from 1; a higher one is newer
 * @param mask where the PNG lives, named by its own digest
 * @param annotator pseudonym of the person
 * @param comment what the person said about it
 * @param accepted the model whose mask the person took as it was; empty for a mask that was drawn
 * @param at when it became durable
 */
public record Label(
    ImageId image,
    int number,
    ObjectKey mask,
    String annotator,
    Optional<String> comment,
    Optional<ModelId> accepted,
    Instant at) {
  /**
   * @throws IllegalArgumentException if the mask lives where no label's mask does
   */
  public Label {
    if (!Keys.label(image, Keys.labelDigest(mask)).equals(mask)) {
      throw new IllegalArgumentException("a mask of another image");
    }
  }

  /** What it is called. */
  public LabelName name() {
    return new LabelName(image, number);
  }
}
