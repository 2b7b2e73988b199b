package dev.nevus.store;

import dev.nevus.image.ImageId;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a key of {@link Keys} says of its object: the way back, for whoever looks through the whole
 * bucket.
 *
 * @param kind of object
 * @param image that it belongs to
 * @param of the model of a mask or of its record; the digest of a label's mask; the number of a
 *     label's record; nothing for an original
 */
public record ImageObject(Kind kind, ImageId image, String of) {
  private static final String ID = "([0-9a-f]{64})";
  private static final String MODEL = "(\\d{8}T\\d{6}Z-[0-9a-f]{8})";

  /** What belongs to an image. */
  public enum Kind {
    /** {@link Keys#original}. */
    ORIGINAL("images/" + ID + "()/original", 1, 2),
    /** {@link Keys#mask}. */
    MASK("masks/" + MODEL + "/" + ID + "\\.png", 2, 1),
    /** {@link Keys#result}. */
    RESULT("masks/" + MODEL + "/" + ID + "\\.json", 2, 1),
    /** {@link Keys#label}. */
    LABEL_MASK("labels/" + ID + "/" + ID + "\\.png", 1, 2),
    /** {@link Keys#labelRecord}. */
    LABEL_RECORD("labels/" + ID + "/(\\d{6})\\.json", 1, 2);

    private final Pattern form;
    private final int image;
    private final int of;

    Kind(String form, int image, int of) {
      this.form = Pattern.compile(form);
      this.image = image;
      this.of = of;
    }
  }

  /** The object under this key, or empty where it is of another kind. */
  public static Optional<ImageObject> at(ObjectKey key) {
    for (Kind kind : Kind.values()) {
      Matcher matcher = kind.form.matcher(key.path());
      if (matcher.matches()) {
        return Optional.of(
            new ImageObject(kind, new ImageId(matcher.group(kind.image)), matcher.group(kind.of)));
      }
    }
    return Optional.empty();
  }
}
