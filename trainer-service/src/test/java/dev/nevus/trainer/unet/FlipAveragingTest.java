package dev.nevus.trainer.unet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nevus.image.LesionImage;
import dev.nevus.segment.Probability;
import dev.nevus.segment.Segmenter;
import dev.nevus.segment.onnx.OnnxSegmenter;
import dev.nevus.trainer.DrawnDiscs;
import dev.nevus.trainer.SmallNets;
import dev.nevus.trainer.training.NativeBackend;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.opencv.core.Core;
import org.opencv.core.Mat;

class FlipAveragingTest {
  private static final int SIZE = 64;
  private static final UNetShape SHAPE = UNetShape.quarterGrid(SIZE, 4);

  /** OpenCV's flip codes: left-right, up-down, both. */
  private static final int[] FLIPS = {1, 0, -1};

  @BeforeAll
  static void chooseBackend() {
    NativeBackend.activate();
  }

  @ParameterizedTest
  @EnumSource
  void answersTheMeanOverMirrorImages(FlipAveraging averaging) throws Exception {
    byte[] onnx = OnnxExport.export(SmallNets.build(SHAPE, 1), SHAPE);

    try (LesionImage image = DrawnDiscs.draw(1, SIZE, 3).get(0).image();
        Segmenter plain = OnnxSegmenter.open(onnx);
        Segmenter averaged = OnnxSegmenter.open(averaging.into(onnx))) {
      Probability expected = mean(plain, image, averaging.views());

      assertThat(averaged.segment(image).maxDifference(expected)).isLessThan(1e-5f);
      assertThat(averaged.input()).isEqualTo(plain.input());
    }
  }

  @Test
  void knowsOneTwoAndFourViewsOnly() {
    assertThat(FlipAveraging.over(4)).isEqualTo(FlipAveraging.FOUR);
    assertThatThrownBy(() -> FlipAveraging.over(3))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("1, 2 or 4");
  }

  @Test
  void averagesOnlyOnce() {
    byte[] averaged = FlipAveraging.TWO.into(OnnxExport.export(SmallNets.build(SHAPE, 1), SHAPE));

    assertThatThrownBy(() -> FlipAveraging.FOUR.into(averaged))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("averages over mirror images already");
  }

  private static Probability mean(Segmenter plain, LesionImage image, int views) throws Exception {
    float[] sum = plain.segment(image).values();
    for (int view = 1; view < views; view++) {
      int flip = FLIPS[view - 1];
      Mat flipped = new Mat();
      Core.flip(image.bgr(), flipped, flip);
      try (LesionImage mirror = new LesionImage(flipped)) {
        Probability answer = plain.segment(mirror);
        for (int i = 0; i < sum.length; i++) {
          int x = flip == 0 ? i % SIZE : SIZE - 1 - i % SIZE;
          int y = flip == 1 ? i / SIZE : SIZE - 1 - i / SIZE;
          sum[i] += answer.at(x, y);
        }
      }
    }
    for (int i = 0; i < sum.length; i++) {
      sum[i] /= views;
    }
    return new Probability(SIZE, SIZE, sum);
  }
}
