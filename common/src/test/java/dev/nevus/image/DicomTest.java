package dev.nevus.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.opencv.core.Core;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.Scalar;

class DicomTest {
  private static final int WIDTH = 32;
  private static final int HEIGHT = 20;
  private static final int PIXELS = WIDTH * HEIGHT;

  private final ImageDecoder decoder = new ImageDecoder(ImageLimits.DEFAULT);

  @ParameterizedTest
  @ValueSource(strings = {DicomFiles.IMPLICIT, DicomFiles.EXPLICIT})
  void readsColoursByPixelAndByPlane(String syntax) throws Exception {
    byte[] byPixel = new byte[3 * PIXELS];
    byte[] byPlane = new byte[3 * PIXELS];
    for (int i = 0; i < PIXELS; i++) {
      byte[] rgb = {(byte) 200, (byte) 100, (byte) (i % 50)};
      for (int c = 0; c < 3; c++) {
        byPixel[3 * i + c] = rgb[c];
        byPlane[c * PIXELS + i] = rgb[c];
      }
    }
    DicomFiles colour = DicomFiles.plain(syntax, "RGB", 3, WIDTH, HEIGHT);

    assertPixel(colour.holding(byPixel), 7, 3, 3 * WIDTH + 7 - 100, 100, 200);
    assertPixel(
        colour.with(DicomFiles.PLANAR, 1).holding(byPlane), 7, 3, 3 * WIDTH + 7 - 100, 100, 200);
  }

  @Test
  void readsGreyAndBrightnessWithDifferences() throws Exception {
    byte[] grey = new byte[PIXELS];
    Arrays.fill(grey, (byte) 77);
    byte[] ybr = new byte[3 * PIXELS];
    for (int i = 0; i < PIXELS; i++) {
      ybr[3 * i] = (byte) 150;
      ybr[3 * i + 1] = (byte) 100;
      ybr[3 * i + 2] = (byte) 160;
    }

    assertPixel(grey("MONOCHROME2").holding(grey), 1, 1, 77, 77, 77);
    // R = Y + 1.402 (Cr - 128), G = Y - 0.344 (Cb - 128) - 0.714 (Cr - 128), B = Y + 1.772 (Cb -
    // 128).
    assertPixel(
        DicomFiles.plain(DicomFiles.EXPLICIT, "YBR_FULL", 3, WIDTH, HEIGHT).holding(ybr),
        5,
        5,
        100,
        137,
        195);
  }

  @Test
  void readsTheSamePixelsAsOfTheJpegInItWholeAndInFragments() throws Exception {
    byte[] jpeg = ImageFiles.of(".jpg", WIDTH, HEIGHT);
    int half = jpeg.length / 4 * 2;
    DicomFiles object = DicomFiles.jpeg("YBR_FULL_422", 3, WIDTH, HEIGHT);
    byte[] whole = object.fragments(jpeg);
    byte[] cut =
        object.fragments(Arrays.copyOf(jpeg, half), Arrays.copyOfRange(jpeg, half, jpeg.length));

    for (byte[] file : List.of(whole, cut)) {
      try (LesionImage expected = decoder.decode(jpeg);
          LesionImage image = decoder.decode(file)) {
        assertThat(decoder.inspect(file).format()).isEqualTo(ImageFormat.DICOM);
        assertThat(Core.norm(expected.bgr(), image.bgr(), Core.NORM_INF)).isZero();
      }
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0.05\\0.05 | 0.05",
        "0.05\\0.0502 | 0.05",
        "0.05\\0.06 | ",
        "wide | ",
        "0.05 | ",
        "NaN\\NaN | ",
      })
  void tellsTheSpacingWherePixelsAreSquare(String written, Double told) throws Exception {
    byte[] file = grey("MONOCHROME2").with(DicomFiles.SPACING, written).holding(new byte[PIXELS]);

    OptionalDouble spacing = decoder.inspect(file).pixelSpacingMm();

    assertThat(spacing).isEqualTo(told == null ? OptionalDouble.empty() : OptionalDouble.of(told));
  }

  @Test
  void anObjectWhosePreambleIsATiffIsReadAsDicom() throws Exception {
    byte[] file = grey("MONOCHROME2").holding(new byte[PIXELS]);
    System.arraycopy(new byte[] {'I', 'I', 42, 0, 8, 0, 0, 0}, 0, file, 0, 8);

    assertThat(decoder.inspect(file).format()).isEqualTo(ImageFormat.DICOM);
  }

  @Test
  void readsTheRealObjectsAsTheirOriginals() throws Exception {
    List<Path> objects = SharedData.files("dicom/made-from-isic");
    int compared = 0;
    for (Path object : objects) {
      String name = object.getFileName().toString();
      if (name.contains("jpegbaseline") || name.contains("explicitLE")) {
        Path original =
            object.resolveSibling(
                "../../dermoscopy/fullres/images/" + name.substring(0, 12) + ".jpg");
        try (LesionImage expected = decoder.decode(Files.readAllBytes(original));
            LesionImage image = decoder.decode(Files.readAllBytes(object))) {
          assertThat(mean(expected.bgr(), image.bgr())).as(name).isCloseTo(0, within(1.0));
          compared++;
        }
      }
    }
    System.out.printf("DICOM: %d of %d real objects compared%n", compared, objects.size());
    assertThat(compared).isGreaterThan(3);
  }

  private static double mean(Mat expected, Mat actual) {
    Mat difference = new Mat();
    Core.absdiff(expected, actual, difference);
    Scalar mean = Core.mean(difference);
    difference.release();
    return (mean.val[0] + mean.val[1] + mean.val[2]) / 3;
  }

  private void assertPixel(byte[] file, int x, int y, double blue, double green, double red)
      throws RefusedException {
    try (LesionImage image = decoder.decode(file)) {
      assertThat(image.bgr().type()).isEqualTo(CvType.CV_8UC3);
      assertThat(image.width()).isEqualTo(WIDTH);
      assertThat(image.height()).isEqualTo(HEIGHT);
      double[] bgr = image.bgr().get(y, x);
      assertThat(bgr[0]).isCloseTo(blue, within(1.0));
      assertThat(bgr[1]).isCloseTo(green, within(1.0));
      assertThat(bgr[2]).isCloseTo(red, within(1.0));
    }
  }

  private static DicomFiles grey(String photometric) {
    return DicomFiles.plain(DicomFiles.EXPLICIT, photometric, 1, WIDTH, HEIGHT);
  }
}
