package dev.nevus.trainer.renewal;

import dev.nevus.image.Refusal;
import dev.nevus.image.Refusal.Code;
import dev.nevus.image.RefusedException;
import dev.nevus.mask.Mask;

/** That a mask fits. */
final class MaskSize {
  private MaskSize() {}

  /**
   * @throws RefusedException if the mask has another size, naming both
   */
  static void require(Mask mask, int width, int height) throws RefusedException {
    if (mask.width() != width || mask.height() != height) {
      throw new Refusal(
              Code.MASK_SIZE,
              "The mask is %dx%d and should be %dx%d: label the image again."
                  .formatted(mask.width(), mask.height(), width, height))
          .asException();
    }
  }
}
