package dev.nevus.segment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.nevus.image.LesionImage;
import dev.nevus.image.NativeOpenCv;
import dev.nevus.mask.DrawnLesion;
import dev.nevus.mask.DrawnLesions;
import dev.nevus.mask.DrawnLesions.Scene;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.opencv.core.Core;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.Rect;
import org.opencv.core.Scalar;
import org.opencv.core.Size;
import org.opencv.imgproc.Imgproc;

class ModelInputTest {
  @Test
  void theBytesAreRedGreenBlueRowByRow() {
    try (LesionImage image = image(4, 2)) {
      image.bgr().submat(new Rect(2, 0, 2, 2)).setTo(new Scalar(7, 8, 9));
      assertThat(new ModelInput(2, 1).of(image)).containsExactly(3, 2, 1, 9, 8, 7);
      assertThat(new ModelInput(2, 1).bytes()).isEqualTo(6);
    }
  }

  @Test
  void aSmallerInputIsTheMeanOfTheAreasItStandsFor() {
    try (LesionImage image = image(4, 4)) {
      image.bgr().submat(new Rect(0, 0, 1, 4)).setTo(new Scalar(101, 102, 103));
      assertThat(new ModelInput(2, 2).of(image)).startsWith(53, 52, 51, 3, 2, 1);
    }
  }

  @ParameterizedTest
  @CsvSource({"64, 64", "96, 64", "127, 70", "150, 64", "200, 100", "1022, 767", "300, 64"})
  void anySizeComesCloseToTheMeanOfTheAreas(int width, int height) {
    ModelInput input = new ModelInput(64, 64);
    try (DrawnLesion drawn = DrawnLesions.draw(new Scene(width, height, 0, true), 1)) {
      byte[] found = input.of(drawn.image());
      byte[] means = means(drawn.image(), input);
      double distance = 0;
      for (int i = 0; i < found.length; i++) {
        distance += Math.abs((found[i] & 0xFF) - (means[i] & 0xFF));
      }
      assertThat(distance / found.length).isLessThan(1.5);
    }
  }

  @Test
  void theImageStaysAsItIs() {
    try (LesionImage image = image(9, 5)) {
      Mat before = image.bgr().clone();
      new ModelInput(2, 2).tensor(image);
      assertThat(Core.norm(before, image.bgr(), Core.NORM_INF)).isZero();
    }
  }

  @Test
  void anImageSmallerThanTheInputIsEnlarged() {
    try (LesionImage image = image(3, 3)) {
      assertThat(new ModelInput(8, 8).of(image)).hasSize(192).startsWith(3, 2, 1, 3, 2, 1);
    }
  }

  @ParameterizedTest
  @CsvSource({"0, 1", "1, 0", "4097, 1", "1, 4097", "-1, -1"})
  void anInputHasPixelsAndALimit(int width, int height) {
    assertThatIllegalArgumentException().isThrownBy(() -> new ModelInput(width, height));
  }

  @Test
  void probabilitiesFillTheirGridAndLieBetweenNoughtAndOne() {
    Probability probability = new Probability(2, 1, new float[] {0.25f, 1});
    assertThat(probability.at(1, 0)).isEqualTo(1);
    assertThat(probability).isEqualTo(new Probability(2, 1, new float[] {0.25f, 1}));
    assertThat(probability).isNotEqualTo(new Probability(1, 2, new float[] {0.25f, 1}));
    assertThat(probability.maxDifference(new Probability(2, 1, new float[] {0.5f, 0.5f})))
        .isEqualTo(0.5f);
    for (float wrong : new float[] {-0.1f, 1.1f, Float.NaN, Float.POSITIVE_INFINITY}) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> new Probability(1, 1, new float[] {wrong}));
    }
    assertThatIllegalArgumentException().isThrownBy(() -> new Probability(2, 2, new float[3]));
  }

  private static byte[] means(LesionImage image, ModelInput input) {
    Mat small = new Mat();
    Size size = new Size(input.width(), input.height());
    Imgproc.resize(image.bgr(), small, size, 0, 0, Imgproc.INTER_AREA);
    Imgproc.cvtColor(small, small, Imgproc.COLOR_BGR2RGB);
    byte[] rgb = new byte[input.bytes()];
    small.get(0, 0, rgb);
    return rgb;
  }

  private static LesionImage image(int width, int height) {
    NativeOpenCv.load();
    return new LesionImage(new Mat(height, width, CvType.CV_8UC3, new Scalar(1, 2, 3)));
  }
}
