package dev.nevus.trainer.dataset;

import dev.nevus.label.folder.LabelledImage;
import dev.nevus.store.Sha256;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Which images train and which validate. An image's side depends on its group and the seed alone:
 * it stays where it is when images are added, and near duplicates are never on both sides.
 */
public record Split(List<LabelledImage> training, List<LabelledImage> validation) {
  private static final int BUCKETS = 10_000;

  /** Copies both lists. */
  public Split {
    training = List.copyOf(training);
    validation = List.copyOf(validation);
  }

  /**
   * Splits by hash.
   *
   * @param validationShare of the groups, 0 to 1; the share of images comes close to it
   */
  public static Split of(List<LabelledImage> images, double validationShare, long seed) {
    if (!(validationShare >= 0 && validationShare < 1)) {
      throw new IllegalArgumentException("validation share not in [0, 1): " + validationShare);
    }
    List<LabelledImage> training = new ArrayList<>();
    List<LabelledImage> validation = new ArrayList<>();
    for (LabelledImage image : images) {
      boolean held = bucket(image.group(), seed) < validationShare * BUCKETS;
      (held ? validation : training).add(image);
    }
    return new Split(training, validation);
  }

  private static int bucket(String group, long seed) {
    byte[] hash = Sha256.digest().digest((seed + "/" + group).getBytes(StandardCharsets.UTF_8));
    return Integer.remainderUnsigned(ByteBuffer.wrap(hash).getInt(), BUCKETS);
  }
}
