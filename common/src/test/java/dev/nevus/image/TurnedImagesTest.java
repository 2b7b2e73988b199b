package dev.nevus.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.nevus.mask.DrawnLesion;
import dev.nevus.mask.DrawnLesions;
import dev.nevus.mask.LesionMeasures;
import dev.nevus.segment.LesionMeasurer;
import dev.nevus.segment.Probability;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.opencv.core.Core;
import org.opencv.core.Mat;

/** How an image is turned matters little to what is measured in it, whatever its size. */
class TurnedImagesTest {
  private static final int UPSIDE_DOWN = 3;

  private final ImageDecoder decoder = new ImageDecoder(ImageLimits.DEFAULT);

  @Test
  void whatIsLeftOverOfASideMovesTheMeasuresLittle() throws Exception {
    // Seven pixels are left over of each side: the most that can be.
    DrawnLesions.Scene scene = new DrawnLesions.Scene(8 * 200 + 7, 8 * 150 + 7, 0, true);
    try (DrawnLesion drawn = DrawnLesions.draw(scene, 5)) {
      Mat around = new Mat();
      Core.rotate(drawn.image().bgr(), around, Core.ROTATE_180);
      byte[] upright = ImageFiles.turnedJpeg(drawn.image().bgr(), 1, ByteOrder.BIG_ENDIAN);
      byte[] turned = ImageFiles.turnedJpeg(around, UPSIDE_DOWN, ByteOrder.BIG_ENDIAN);

      LesionMeasures one = measures(upright, drawn);
      LesionMeasures other = measures(turned, drawn);

      assertThat(other.quality()).isEqualTo(one.quality());
      assertThat(other.areaPixels()).isEqualTo(one.areaPixels());
      assertThat(other.colourVariegation()).isCloseTo(one.colourVariegation(), within(0.02));
      assertThat(other.borderEntropy()).isCloseTo(one.borderEntropy(), within(0.01));
    }
  }

  private LesionMeasures measures(byte[] file, DrawnLesion drawn) throws Exception {
    try (LesionImage image =
        decoder.decode(file, decoder.inspect(file), new LeastSize(100, 100, 200))) {
      assertThat(image.divisor()).isEqualTo(8);
      float[] half = new float[64 * 64];
      Arrays.fill(half, 0.7f);
      Probability probability = new Probability(64, 64, half);
      return LesionMeasurer.measure(image, drawn.mask(), probability, OptionalDouble.empty());
    }
  }
}
