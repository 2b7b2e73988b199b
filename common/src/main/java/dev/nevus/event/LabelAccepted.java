package dev.nevus.event;

import dev.nevus.image.ImageId;
import dev.nevus.model.ModelId;
import dev.nevus.store.ObjectKey;
import java.time.Instant;
import java.util.Optional;

/**
 * A person's mask of an image is durable and may train the next model.
 *
 * @param image whose mask
 * @param number of the label among those of the image, counted from 1
 * @param mask where the PNG lives, named by its own digest
 * @param annotator pseudonym of the person
 * @param accepted the model whose mask the person accepted as it was; empty for a mask that was
 *     drawn
 * @param at when it became durable
 */
public record LabelAccepted(
    ImageId image,
    int number,
    ObjectKey mask,
    String annotator,
    Optional<ModelId> accepted,
    Instant at)
    implements Event {
  /**
   * @throws IllegalArgumentException if the number is not positive
   */
  public LabelAccepted {
    if (number < 1) {
      throw new IllegalArgumentException("labels are counted from 1");
    }
  }

  @Override
  public String id() {
    return "label-accepted/" + image + "/" + number;
  }

  @Override
  public String key() {
    return image.sha256();
  }
}
