package dev.nevus.worker;

import dev.nevus.image.ImageId;

/**
 * On which live images the candidate segments too. Chosen by the image's name, so all workers
 * choose the same ones.
 *
 * @param share 0 for none, 1 for all
 */
public record ShadowShare(double share) {
  private static final int DIGITS = 8;
  private static final double ALL = 0x1p32;

  /**
   * @throws IllegalArgumentException if the share does not lie in 0 to 1
   */
  public ShadowShare {
    if (!(share >= 0 && share <= 1)) {
      throw new IllegalArgumentException("a share lies in 0 to 1");
    }
  }

  /** Whether there are any. */
  public boolean isAny() {
    return share > 0;
  }

  /** Whether this image is one of them. */
  public boolean includes(ImageId image) {
    // The name is a digest, so its first digits are as good as chance.
    return Long.parseLong(image.sha256().substring(0, DIGITS), 16) < share * ALL;
  }
}
