package dev.nevus.ingest.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nevus.image.ImageDecoder;
import dev.nevus.image.ImageLimits;
import dev.nevus.image.LesionImage;
import dev.nevus.image.RefusedException;
import dev.nevus.mask.Mask;
import dev.nevus.mask.MaskPng;

/** Looks at pictures as a person would. */
final class PixelCheck {
  private static final ImageDecoder DECODER = new ImageDecoder(ImageLimits.DEFAULT);
  // JPEG blurs what is next to the border, and the drawn border covers it.
  private static final int CLEAR_OF_BORDER = 12;

  private PixelCheck() {}

  static void assertSameInsideAndDarkerOutside(byte[] overlay, byte[] plain, byte[] maskPng)
      throws RefusedException {
    try (LesionImage drawn = DECODER.decode(overlay);
        LesionImage image = DECODER.decode(plain);
        Mask mask = MaskPng.decode(maskPng, ImageLimits.DEFAULT)) {
      assertThat(drawn.width()).isEqualTo(image.width());
      int inside = 0;
      int outside = 0;
      for (int y = CLEAR_OF_BORDER; y < mask.height() - CLEAR_OF_BORDER; y++) {
        for (int x = CLEAR_OF_BORDER; x < mask.width() - CLEAR_OF_BORDER; x++) {
          double change = green(drawn, x, y) - green(image, x, y);
          if (alike(mask, x, y, true)) {
            inside++;
            assertThat(Math.abs(change)).as("inside at %d, %d", x, y).isLessThan(30);
          } else if (alike(mask, x, y, false) && green(image, x, y) > 140) {
            outside++;
            assertThat(change).as("outside at %d, %d", x, y).isLessThan(0);
          }
        }
      }
      assertThat(inside).isPositive();
      assertThat(outside).isPositive();
    }
  }

  private static double green(LesionImage image, int x, int y) {
    return image.bgr().get(y, x)[1];
  }

  /** Whether the mask says the same at a point and at the four clear of the border around it. */
  private static boolean alike(Mask mask, int x, int y, boolean lesion) {
    int d = CLEAR_OF_BORDER;
    return mask.contains(x, y) == lesion
        && mask.contains(x - d, y) == lesion
        && mask.contains(x + d, y) == lesion
        && mask.contains(x, y - d) == lesion
        && mask.contains(x, y + d) == lesion;
  }
}
