package dev.nevus.image;

import dev.nevus.store.Sha256;
import java.util.regex.Pattern;

/**
 * Identity of an image: the SHA-256 of its original bytes. The same bytes sent twice are the same
 * image.
 *
 * @param sha256 64 lower-case hex digits
 */
public record ImageId(String sha256) implements Comparable<ImageId> {
  private static final Pattern FORM = Pattern.compile("[0-9a-f]{64}");

  /**
   * @throws IllegalArgumentException if {@code sha256} is not 64 lower-case hex digits
   */
  public ImageId {
    if (!FORM.matcher(sha256).matches()) {
      throw new IllegalArgumentException("not an image id (64 lower-case hex digits of a SHA-256)");
    }
  }

  /** The identity of these bytes. */
  public static ImageId of(byte[] original) {
    return new ImageId(Sha256.of(original));
  }

  /** Whether {@code text} has the form of an image id; for input that may be anything. */
  public static boolean isValid(String text) {
    return FORM.matcher(text).matches();
  }

  @Override
  public int compareTo(ImageId other) {
    return sha256.compareTo(other.sha256);
  }

  @Override
  public String toString() {
    return sha256;
  }
}
