package dev.nevus.segment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.nevus.image.ImageDecoder;
import dev.nevus.image.ImageLimits;
import dev.nevus.image.LeastSize;
import dev.nevus.image.LesionImage;
import dev.nevus.image.NativeOpenCv;
import dev.nevus.mask.DrawnLesion;
import dev.nevus.mask.DrawnLesions;
import dev.nevus.mask.DrawnLesions.Scene;
import dev.nevus.mask.LesionMeasures;
import dev.nevus.mask.LesionMeasures.Box;
import dev.nevus.mask.LesionMeasures.Quality;
import dev.nevus.mask.Mask;
import java.util.Arrays;
import java.util.OptionalDouble;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.Rect;
import org.opencv.core.Scalar;

class LesionMeasurerTest {
  private static final int WIDTH = 900;
  private static final int HEIGHT = 700;
  private static final OptionalDouble UNKNOWN = OptionalDouble.empty();

  @ParameterizedTest
  @ValueSource(ints = {20, 60, 150, 300})
  void aDiscIsRoundAndSymmetric(int radius) {
    LesionMeasures disc = measure((x, y) -> Math.hypot(x - 450, y - 350) <= radius);
    assertThat(disc.equivalentDiameterPixels()).isCloseTo(2 * radius, within(0.6));
    assertThat(disc.perimeterPixels() / (2 * Math.PI * radius)).isCloseTo(1, within(0.02));
    assertThat(disc.borderIrregularity()).isBetween(1.0, 1.04);
    assertThat(disc.asymmetry()).isLessThan(0.01);
    assertThat(disc.centroidX()).isCloseTo(450, within(1e-9));
    assertThat(disc.centroidY()).isCloseTo(350, within(1e-9));
    assertThat(disc.areaFraction() * WIDTH * HEIGHT)
        .isCloseTo((double) disc.areaPixels(), within(1e-6));
  }

  @Test
  void aHalfDiscIsSymmetricAboutOneAxisOnly() {
    LesionMeasures half = measure((x, y) -> y >= 350 && Math.hypot(x - 450, y - 350) <= 200);
    // Folding about the long axis through the centre of mass leaves a quarter or so over.
    assertThat(half.asymmetry()).isBetween(0.08, 0.2);
    assertThat(half.borderIrregularity()).isCloseTo(1.34, within(0.04));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 17, 45, 80})
  void asymmetryDoesNotDependOnHowTheImageIsTurned(int degrees) {
    double cos = Math.cos(Math.toRadians(degrees));
    double sin = Math.sin(Math.toRadians(degrees));
    LesionMeasures half =
        measure(
            (x, y) -> {
              double u = cos * (x - 450) + sin * (y - 350);
              double v = cos * (y - 350) - sin * (x - 450);
              return v >= 0 && Math.hypot(u, v) <= 200;
            });
    LesionMeasures upright = measure((x, y) -> y >= 350 && Math.hypot(x - 450, y - 350) <= 200);
    assertThat(half.asymmetry()).isCloseTo(upright.asymmetry(), within(0.01));
  }

  @Test
  void aRectangleHasItsBoxItsCentreAndItsMillimetres() {
    Mask.Membership rectangle = (x, y) -> x >= 100 && x < 400 && y >= 50 && y < 250;
    LesionMeasures measures = measure(rectangle, OptionalDouble.of(0.02));
    assertThat(measures.box()).isEqualTo(new Box(100, 50, 300, 200));
    assertThat(measures.areaPixels()).isEqualTo(60_000);
    assertThat(measures.centroidX()).isCloseTo(249.5, within(1e-9));
    assertThat(measures.centroidY()).isCloseTo(149.5, within(1e-9));
    assertThat(measures.perimeterPixels()).isCloseTo(1000, within(25.0));
    assertThat(measures.areaMm2().orElseThrow()).isCloseTo(24, within(1e-9));
    assertThat(measures.equivalentDiameterMm().orElseThrow())
        .isCloseTo(0.02 * Math.sqrt(4 * 60_000 / Math.PI), within(1e-9));
    assertThat(measures.asymmetry()).isLessThan(0.01);
    assertThat(measure(rectangle).areaMm2()).isEmpty();
  }

  @Test
  void anEmptyMaskMeasuresNothingAndSaysSo() {
    LesionMeasures nothing = measure((x, y) -> false, OptionalDouble.of(0.02));
    assertThat(nothing.quality())
        .contains(Quality.NO_LESION_FOUND)
        .doesNotContain(Quality.LOW_CONTRAST);
    assertThat(nothing.areaPixels()).isZero();
    assertThat(nothing.perimeterPixels() + nothing.meanConfidence() + nothing.asymmetry()).isZero();
    assertThat(nothing.areaMm2()).isEmpty();
  }

  @Test
  void onePixelAndTheWholeImageAreMeasuredToo() {
    LesionMeasures pixel = measure((x, y) -> x == 899 && y == 0);
    assertThat(pixel.box()).isEqualTo(new Box(899, 0, 1, 1));
    assertThat(pixel.asymmetry()).isZero();
    assertThat(pixel.borderIrregularity()).isEqualTo(1);
    LesionMeasures all = measure((x, y) -> true);
    assertThat(all.areaFraction()).isEqualTo(1);
    assertThat(all.borderEntropy()).isZero();
    assertThat(all.quality()).contains(Quality.LOW_CONTRAST);
  }

  @Test
  void colourVariegationIsTheMeanDistanceFromTheMeanColour() {
    // Half black, half white: L* 0 and 100, each 50 from their mean.
    Mat pixels = new Mat(100, 200, CvType.CV_8UC3, Scalar.all(255));
    pixels.submat(new Rect(0, 0, 100, 100)).setTo(Scalar.all(0));
    try (LesionImage image = new LesionImage(pixels);
        Mask all = Mask.drawn(200, 100, (x, y) -> true);
        Mask left = Mask.drawn(200, 100, (x, y) -> x < 100)) {
      Probability sure = flat(1);
      assertThat(LesionMeasurer.measure(image, all, sure, UNKNOWN).colourVariegation())
          .isCloseTo(50, within(0.1));
      assertThat(LesionMeasurer.measure(image, left, sure, UNKNOWN).colourVariegation())
          .isCloseTo(0, within(0.1));
    }
  }

  @Test
  void certaintyIsReadOffTheNetworksGrid() {
    Mask.Membership left = (x, y) -> x < 450;
    try (LesionImage image = grey();
        Mask mask = Mask.drawn(WIDTH, HEIGHT, left)) {
      LesionMeasures sure = LesionMeasurer.measure(image, mask, flat(1), UNKNOWN);
      assertThat(sure.meanConfidence()).isEqualTo(1);
      assertThat(sure.borderEntropy()).isZero();
      LesionMeasures vague = LesionMeasurer.measure(image, mask, flat(0.5f), UNKNOWN);
      assertThat(vague.meanConfidence()).isEqualTo(0.5);
      assertThat(vague.borderEntropy()).isCloseTo(1, within(1e-9));
    }
  }

  @Test
  void aDrawnLesionRaisesNoFlagAndADarkenedBlurredOneDoes() {
    try (DrawnLesion plain = DrawnLesions.draw(new Scene(WIDTH, HEIGHT, 0, false), 1);
        DrawnLesion framed = DrawnLesions.draw(new Scene(WIDTH, HEIGHT, 0, true), 1);
        LesionImage flat = grey()) {
      assertThat(quality(plain.image(), plain.mask())).isEmpty();
      assertThat(quality(framed.image(), framed.mask())).containsExactly(Quality.DARK_FRAME);
      assertThat(quality(flat, plain.mask()))
          .containsExactly(Quality.BLURRED, Quality.LOW_CONTRAST);
    }
  }

  @ParameterizedTest
  @CsvSource({"1022, 767", "767, 576", "1603, 1201", "2501, 1667"})
  void anImageDecodedSmallerHasTheMeasuresOfTheWholeOne(int width, int height) throws Exception {
    LeastSize least = new ModelInput(256, 256).least();
    ImageDecoder decoder = new ImageDecoder(ImageLimits.DEFAULT);
    try (DrawnLesion drawn = DrawnLesions.draw(new Scene(width, height, 1, false), 5)) {
      byte[] file = drawn.jpeg();
      try (LesionImage whole = decoder.decode(file);
          LesionImage smaller = decoder.decode(file, decoder.inspect(file), least)) {
        assertThat(smaller.divisor()).isGreaterThan(1);
        LesionMeasures expected = LesionMeasurer.measure(whole, drawn.mask(), flat(0.75f), UNKNOWN);
        LesionMeasures found = LesionMeasurer.measure(smaller, drawn.mask(), flat(0.75f), UNKNOWN);
        assertThat(found)
            .usingRecursiveComparison()
            .ignoringFields("colourVariegation", "borderEntropy", "meanConfidence")
            .isEqualTo(expected);
        assertThat(found.colourVariegation()).isCloseTo(expected.colourVariegation(), within(0.5));
        assertThat(found.meanConfidence()).isCloseTo(expected.meanConfidence(), within(1e-9));
        assertThat(found.borderEntropy()).isCloseTo(expected.borderEntropy(), within(1e-9));
      }
    }
  }

  @Test
  void aMaskOfAnotherSizeIsRefused() {
    try (LesionImage image = grey();
        Mask mask = Mask.drawn(10, 10, (x, y) -> true)) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> LesionMeasurer.measure(image, mask, flat(1), UNKNOWN));
    }
  }

  private static Set<Quality> quality(LesionImage image, Mask mask) {
    return LesionMeasurer.measure(image, mask, flat(1), UNKNOWN).quality();
  }

  private static LesionMeasures measure(Mask.Membership shape) {
    return measure(shape, UNKNOWN);
  }

  private static LesionMeasures measure(Mask.Membership shape, OptionalDouble spacing) {
    try (LesionImage image = grey();
        Mask mask = Mask.drawn(WIDTH, HEIGHT, shape)) {
      return LesionMeasurer.measure(image, mask, flat(0.75f), spacing);
    }
  }

  private static LesionImage grey() {
    NativeOpenCv.load();
    return new LesionImage(new Mat(HEIGHT, WIDTH, CvType.CV_8UC3, Scalar.all(128)));
  }

  private static Probability flat(float value) {
    float[] values = new float[64 * 48];
    Arrays.fill(values, value);
    return new Probability(64, 48, values);
  }
}
