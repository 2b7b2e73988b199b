package dev.nevus.event;

import dev.nevus.image.ImageId;
import dev.nevus.store.ObjectKey;
import java.time.Instant;

/**
 * A person's mask of an image is durable and may train the next model.
 *
 * @param image whose mask
 * @param label where the PNG lives, named by its own digest
 * @param annotator pseudonym of the person
 * @param at when it became durable
 */
public record LabelAccepted(ImageId image, ObjectKey label, String annotator, Instant at)
    implements Event {

  @Override
  public String id() {
    return "label-accepted/" + label + "/" + annotator;
  }

  @Override
  public String key() {
    return image.sha256();
  }
}
