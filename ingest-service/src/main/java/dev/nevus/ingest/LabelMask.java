package dev.nevus.ingest;

import dev.nevus.image.ImageLimits;
import dev.nevus.image.Refusal;
import dev.nevus.image.RefusedException;
import dev.nevus.mask.Mask;
import dev.nevus.mask.MaskPng;

/**
 * A person's mask that fits its image, in the one form in which labels are kept: decoded and
 * written anew, so that equal masks have equal bytes and equal digests whatever program saved them,
 * and so that nothing else that a file may hold (names, times, programs) is kept. Immutable as long
 * as nobody writes into its bytes.
 */
public final class LabelMask {
  private final byte[] png;

  private LabelMask(byte[] png) {
    this.png = png;
  }

  /**
   * Reads a mask; takes two bytes a pixel while it does.
   *
   * @param file a PNG; grey values above 127 are the lesion
   * @param width columns of the image as displayed
   * @param height rows of the image as displayed
   * @throws RefusedException if the file is no PNG within the limits, is damaged, or has another
   *     size than its image
   */
  public static LabelMask of(byte[] file, int width, int height, ImageLimits limits)
      throws RefusedException {
    // A mask that is too small has the wrong size above all, and that is what its sender must hear.
    ImageLimits anySide =
        new ImageLimits(limits.maxBytes(), limits.maxPixels(), limits.maxSide(), 1);
    try (Mask mask = MaskPng.decode(file, anySide)) {
      if (mask.width() != width || mask.height() != height) {
        throw new Refusal(
                Refusal.Code.MASK_SIZE,
                ("The mask is %dx%d pixels, the image %dx%d: draw it on the image upright and at"
                        + " full size, as its original is shown, and save it unscaled.")
                    .formatted(mask.width(), mask.height(), width, height))
            .asException();
      }
      return new LabelMask(MaskPng.encode(mask));
    }
  }

  /** One channel, 0 or 255; not a copy and not to be written into. */
  byte[] png() {
    return png;
  }

  @Override
  public String toString() {
    return "LabelMask[" + png.length + " bytes]";
  }
}
