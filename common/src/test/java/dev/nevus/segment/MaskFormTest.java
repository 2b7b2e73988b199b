package dev.nevus.segment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.nevus.image.NativeOpenCv;
import dev.nevus.mask.Mask;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.opencv.core.Core;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.MatOfPoint;
import org.opencv.core.Scalar;
import org.opencv.core.Size;
import org.opencv.imgproc.Imgproc;

class MaskFormTest {
  @BeforeAll
  static void loadOpenCv() {
    NativeOpenCv.load();
  }

  private static final MaskForm PLAIN = new MaskForm(0.5, false, false);
  private static final MaskForm LARGEST = new MaskForm(0.5, true, false);
  private static final MaskForm FILLED = new MaskForm(0.5, false, true);

  @ParameterizedTest
  @CsvSource({"0.5, 0.5, true", "0.5, 0.49, false", "0.001, 0.004, true", "0.001, 0, false"})
  void aPixelIsLesionFromTheThresholdOn(double threshold, float value, boolean lesion) {
    MaskForm form = new MaskForm(threshold, false, false);
    Probability flat = grid((x, y) -> false, value, value);
    try (Mask mask = form.of(flat, 20, 20)) {
      assertThat(mask.area()).isEqualTo(lesion ? 400 : 0);
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 1, -0.1, Double.NaN})
  void aThresholdLiesInsideNoughtAndOne(double threshold) {
    assertThatIllegalArgumentException().isThrownBy(() -> new MaskForm(threshold, true, true));
  }

  @Test
  void aFormThatNumbersComponentsTakesMore() {
    assertThat(PLAIN.bytesPerPixel()).isEqualTo(1);
    assertThat(FILLED.bytesPerPixel()).isEqualTo(2);
    assertThat(MaskForm.ISIC.bytesPerPixel()).isEqualTo(2);
    assertThat(LARGEST.bytesPerPixel()).isEqualTo(6);
  }

  @Test
  void onlyTheLargestComponentStays() {
    Mask.Membership two = (x, y) -> (x < 4 && y < 4) || (x > 8 && y > 8);
    assertForm(LARGEST, two, (x, y) -> x > 8 && y > 8);
    assertForm(MaskForm.ISIC, two, (x, y) -> x > 8 && y > 8);
    assertForm(PLAIN, two, two);
  }

  @Test
  void aLongLineIsLargerThanASmallBlock() {
    Mask.Membership lineAndBlock = (x, y) -> y == 0 || (x < 3 && y > 12);
    assertForm(MaskForm.ISIC, lineAndBlock, (x, y) -> y == 0);
    assertForm(LARGEST, lineAndBlock, (x, y) -> y == 0);
  }

  @Test
  void diagonalNeighboursAreOneComponent() {
    Mask.Membership stairs = (x, y) -> x == y;
    assertForm(MaskForm.ISIC, stairs, stairs);
  }

  @Test
  void holesAreFilledOnlyIfAskedFor() {
    Mask.Membership ring = (x, y) -> ringDistance(x, y) >= 3 && ringDistance(x, y) <= 5;
    assertForm(FILLED, ring, (x, y) -> ringDistance(x, y) <= 5);
    assertForm(MaskForm.ISIC, ring, (x, y) -> ringDistance(x, y) <= 5);
    assertForm(LARGEST, ring, ring);
  }

  @Test
  void anIslandInAHoleIsAnotherComponent() {
    Mask.Membership ring = (x, y) -> ringDistance(x, y) >= 3 && ringDistance(x, y) <= 5;
    Mask.Membership island = (x, y) -> ringDistance(x, y) == 0;
    assertForm(LARGEST, (x, y) -> ring.contains(x, y) || island.contains(x, y), ring);
  }

  @Test
  void nothingStaysNothing() {
    assertForm(MaskForm.ISIC, (x, y) -> false, (x, y) -> false);
    assertForm(LARGEST, (x, y) -> false, (x, y) -> false);
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "16, 16", "1022, 767", "3, 500"})
  void theMaskHasTheSizeAskedFor(int width, int height) {
    try (Mask mask = MaskForm.ISIC.of(grid((x, y) -> true, 0, 1), width, height)) {
      assertThat(mask.width()).isEqualTo(width);
      assertThat(mask.height()).isEqualTo(height);
      assertThat(mask.area()).isEqualTo(width * height);
    }
  }

  @Test
  void theIsicFormIsOneComponentWithoutHolesWhateverTheNetworkSays() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int i = 0; i < 200; i++) {
      Probability noise = grid((x, y) -> random.nextInt(5) < 2, 0, 1);
      try (Mask mask = MaskForm.ISIC.of(noise, 16, 16);
          Mask again = MaskForm.ISIC.of(probabilities(mask), 16, 16)) {
        assertThat(again.sameAs(mask)).as("seed %d, round %d", seed, i).isTrue();
      }
    }
  }

  /** Beside the slow twin, which does every step on the whole picture. */
  @ParameterizedTest
  @CsvSource({"64, 64", "97, 61", "500, 333", "1022, 767", "32, 40", "31, 64"})
  void lookingAtTheLesionAloneChangesNoPixel(int width, int height) {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (MaskForm form : new MaskForm[] {MaskForm.ISIC, FILLED, LARGEST, PLAIN}) {
      float[] values = new float[64 * 64];
      int spots = random.nextInt(5);
      for (int spot = 0; spot < spots; spot++) {
        spot(values, random);
      }
      try (Mask mask = form.of(new Probability(64, 64, values), width, height)) {
        assertThat(whole(form, values, width, height))
            .as("seed %d", seed)
            .anyMatch(right -> Core.norm(right, mask.pixels(), Core.NORM_INF) == 0);
        assertThat(mask.box()).isEqualTo(Imgproc.boundingRect(mask.pixels()));
      }
    }
  }

  private static void spot(float[] values, Random random) {
    int x = random.nextInt(64);
    int y = random.nextInt(64);
    double radius = 1 + random.nextInt(20);
    for (int i = 0; i < values.length; i++) {
      double distance = Math.hypot(i % 64 - x, i / 64 - y) / radius;
      float value = (float) (Math.exp(-distance) * (0.7 + 0.3 * random.nextFloat()));
      values[i] = Math.max(values[i], value);
    }
  }

  /** Every mask that is right: of components as large as each other, any may be kept. */
  private static List<Mat> whole(MaskForm form, float[] values, int width, int height) {
    byte[] scaled = new byte[values.length];
    for (int i = 0; i < scaled.length; i++) {
      scaled[i] = (byte) Math.round(values[i] * 255);
    }
    Mat full = new Mat(64, 64, CvType.CV_8UC1);
    full.put(0, 0, scaled);
    Imgproc.resize(full, full, new Size(width, height), 0, 0, Imgproc.INTER_LINEAR);
    Imgproc.threshold(full, full, 127, 255, Imgproc.THRESH_BINARY);
    if (form.fillHoles()) {
      List<MatOfPoint> borders = new ArrayList<>();
      Imgproc.findContours(
          full, borders, new Mat(), Imgproc.RETR_EXTERNAL, Imgproc.CHAIN_APPROX_NONE);
      full.setTo(Scalar.all(0));
      if (!borders.isEmpty()) {
        Imgproc.drawContours(full, borders, -1, Scalar.all(255), Imgproc.FILLED);
      }
    }
    return form.largestComponent() ? largest(full) : List.of(full);
  }

  private static List<Mat> largest(Mat binary) {
    Mat labels = new Mat();
    int count = Imgproc.connectedComponents(binary, labels, 8);
    List<Mat> components = new ArrayList<>();
    for (int i = 1; i < count; i++) {
      Mat one = new Mat();
      Core.compare(labels, Scalar.all(i), one, Core.CMP_EQ);
      components.add(one);
    }
    int most = components.stream().mapToInt(Core::countNonZero).max().orElse(0);
    components.removeIf(one -> Core.countNonZero(one) < most);
    return components.isEmpty() ? List.of(binary) : components;
  }

  private static void assertForm(MaskForm form, Mask.Membership in, Mask.Membership out) {
    try (Mask mask = form.of(grid(in, 0, 1), 16, 16);
        Mask wanted = Mask.drawn(16, 16, out)) {
      assertThat(mask.sameAs(wanted)).isTrue();
    }
  }

  private static int ringDistance(int x, int y) {
    return Math.max(Math.abs(x - 7), Math.abs(y - 7));
  }

  private static Probability probabilities(Mask mask) {
    return grid(mask::contains, 0, 1);
  }

  private static Probability grid(Mask.Membership lesion, float outside, float inside) {
    float[] values = new float[16 * 16];
    for (int i = 0; i < values.length; i++) {
      values[i] = lesion.contains(i % 16, i / 16) ? inside : outside;
    }
    return new Probability(16, 16, values);
  }
}
