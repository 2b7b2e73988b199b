package dev.nevus.label;

import dev.nevus.event.EventJson;
import dev.nevus.image.ImageId;
import dev.nevus.store.ObjectKey;
import dev.nevus.store.Sha256;
import java.util.Comparator;
import java.util.List;

/**
 * The images and labels of a training, named by their content: equal sets have equal names,
 * whenever they were made.
 *
 * @param labelPolicy which of an image's labels trains: {@code latest} or {@code majority}
 * @param images sorted by image id, each once
 */
public record DataSet(String labelPolicy, List<Entry> images) {
  /**
   * One image of the set.
   *
   * @param image who
   * @param side what it is used for
   * @param group keyed hash that it shares with images of the same patient or lesion
   * @param mask where the mask that it is used with lives
   * @param maskSha256 digest of that PNG file
   * @param used numbers of the labels that the mask was made of, ascending
   * @param known numbers of all its labels that were known, ascending; the ones not used were
   *     overruled or withdrawn
   */
  public record Entry(
      ImageId image,
      Side side,
      String group,
      ObjectKey mask,
      String maskSha256,
      List<Integer> used,
      List<Integer> known) {
    public Entry {
      used = List.copyOf(used);
      known = List.copyOf(known);
    }
  }

  /** Sorts the images. */
  public DataSet {
    images = images.stream().sorted(Comparator.comparing(entry -> entry.image().sha256())).toList();
  }

  /** SHA-256 of its JSON form, 64 hex digits. */
  public String sha256() {
    return Sha256.of(EventJson.toJson(this));
  }

  /** The images of one side, sorted by image id. */
  public List<Entry> of(Side side) {
    return images.stream().filter(entry -> entry.side() == side).toList();
  }

  /** Whether a label was used. */
  public boolean uses(ImageId image, int label) {
    return images.stream()
        .anyMatch(entry -> entry.image().equals(image) && entry.used().contains(label));
  }
}
