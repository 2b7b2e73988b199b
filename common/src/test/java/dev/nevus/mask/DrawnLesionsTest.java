package dev.nevus.mask;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nevus.image.ImageDecoder;
import dev.nevus.image.ImageLimits;
import dev.nevus.image.LesionImage;
import dev.nevus.mask.DrawnLesions.Scene;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.opencv.core.Core;
import org.opencv.core.Mat;

class DrawnLesionsTest {
  @Test
  void theSameSeedDrawsTheSameImage() {
    Scene scene = new Scene(320, 240, 8, true);
    try (DrawnLesion first = DrawnLesions.draw(scene, 7);
        DrawnLesion again = DrawnLesions.draw(scene, 7);
        DrawnLesion other = DrawnLesions.draw(scene, 8)) {
      assertThat(again.png()).isEqualTo(first.png()).isNotEqualTo(other.png());
      assertThat(again.mask().sameAs(first.mask())).isTrue();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {16, 64, 256, 1000})
  void theLesionIsDarkerThanItsSkinAtEverySize(int side) {
    for (long seed = 0; seed < 10; seed++) {
      try (DrawnLesion drawn = DrawnLesions.draw(Scene.varied(side, side, seed), seed)) {
        double share = drawn.mask().area() / (double) (side * side);
        assertThat(share).as("seed %d", seed).isBetween(0.03, 0.8);
        assertThat(brightness(drawn, true))
            .as("seed %d", seed)
            .isLessThan(brightness(drawn, false) - 25);
      }
    }
  }

  @Test
  void theFilesDecodeToAnImageOfTheMasksSize() throws Exception {
    ImageDecoder decoder = new ImageDecoder(ImageLimits.DEFAULT);
    try (DrawnLesion drawn = DrawnLesions.draw(new Scene(640, 480, 5, false), 3);
        LesionImage png = decoder.decode(drawn.png());
        LesionImage jpeg = decoder.decode(drawn.jpeg())) {
      assertThat(Core.norm(png.bgr(), drawn.image().bgr(), Core.NORM_INF)).isZero();
      assertThat(jpeg.width()).isEqualTo(drawn.mask().width()).isEqualTo(640);
      assertThat(jpeg.height()).isEqualTo(drawn.mask().height()).isEqualTo(480);
    }
  }

  private static double brightness(DrawnLesion drawn, boolean inside) {
    Mat where = new Mat();
    if (inside) {
      drawn.mask().pixels().copyTo(where);
    } else {
      Core.bitwise_not(drawn.mask().pixels(), where);
    }
    double[] bgr = Core.mean(drawn.image().bgr(), where).val;
    where.release();
    return (bgr[0] + bgr[1] + bgr[2]) / 3;
  }
}
