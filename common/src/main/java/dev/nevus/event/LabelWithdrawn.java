package dev.nevus.event;

import dev.nevus.image.ImageId;
import java.time.Instant;

/**
 * A label trains no future model. It stays in the store, and in the data sets that used it.
 *
 * @param image whose label
 * @param number of the label among those of the image
 * @param by pseudonym of the person who withdrew it
 * @param reason one line
 * @param at when
 */
public record LabelWithdrawn(ImageId image, int number, String by, String reason, Instant at)
    implements Event {
  /**
   * @throws IllegalArgumentException if the number is not positive
   */
  public LabelWithdrawn {
    if (number < 1) {
      throw new IllegalArgumentException("labels are counted from 1");
    }
  }

  @Override
  public String id() {
    return "label-withdrawn/" + image + "/" + number;
  }

  @Override
  public String key() {
    return image.sha256();
  }
}
