package dev.nevus.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.within;

import dev.nevus.image.Refusal.Code;
import java.nio.ByteOrder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.opencv.core.Core;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.Scalar;

class ImageDecoderTest {
  private final ImageDecoder decoder = new ImageDecoder(ImageLimits.DEFAULT);

  @ParameterizedTest
  @ValueSource(strings = {".jpg", ".png", ".bmp", ".tiff"})
  void everyFormatIsDecodedToThreeChannels(String extension) throws Exception {
    try (LesionImage image = decoder.decode(ImageFiles.of(extension, 48, 32))) {
      assertThat(image).hasToString("LesionImage[48x32]");
      assertQuarters(image, 40, 80, 120, 160);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "1, 40, 80, 120, 160",
    "2, 80, 40, 160, 120",
    "3, 160, 120, 80, 40",
    "4, 120, 160, 40, 80",
    "5, 40, 120, 80, 160",
    "6, 120, 40, 160, 80",
    "7, 160, 80, 120, 40",
    "8, 80, 160, 40, 120"
  })
  void everyOrientationIsApplied(int exif, int a, int b, int c, int d) throws Exception {
    int width = exif < 5 ? 48 : 32;
    for (byte[] file :
        new byte[][] {
          ImageFiles.turnedJpeg(48, 32, exif, ByteOrder.LITTLE_ENDIAN),
          ImageFiles.turnedJpeg(48, 32, exif, ByteOrder.BIG_ENDIAN),
          ImageFiles.turnedPng(48, 32, exif),
          ImageFiles.turnedTiff(48, 32, exif)
        }) {
      try (LesionImage image = decoder.decode(file)) {
        assertThat(image.width()).isEqualTo(width);
        assertQuarters(image, a, b, c, d);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "1, 40, 80, 120, 160",
    "2, 80, 40, 160, 120",
    "3, 160, 120, 80, 40",
    "4, 120, 160, 40, 80",
    "5, 40, 120, 80, 160",
    "6, 120, 40, 160, 80",
    "7, 160, 80, 120, 40",
    "8, 80, 160, 40, 120"
  })
  void aJpegOfMorePixelsThanNeededIsDecodedSmallerAndAlikeInEveryOrientation(
      int exif, int a, int b, int c, int d) throws Exception {
    boolean upright = exif < 5;
    byte[] file = ImageFiles.turnedJpeg(203, 141, exif, ByteOrder.BIG_ENDIAN);
    try (LesionImage image =
        decoder.decode(file, decoder.inspect(file), new LeastSize(30, 30, 50))) {
      assertThat(image).hasToString(upright ? "LesionImage[203x141]" : "LesionImage[141x203]");
      assertThat(image.divisor()).isEqualTo(4);
      assertThat(image.bgr().cols()).isEqualTo(upright ? 51 : 36);
      assertThat(image.bgr().rows()).isEqualTo(upright ? 36 : 51);
      assertQuarters(image, a, b, c, d);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {".png", ".bmp", ".tiff"})
  void otherFormatsAreDecodedWhole(String extension) throws Exception {
    byte[] file = ImageFiles.of(extension, 48, 32);
    try (LesionImage image = decoder.decode(file, decoder.inspect(file), new LeastSize(1, 1, 1))) {
      assertThat(image.divisor()).isEqualTo(1);
      assertQuarters(image, 40, 80, 120, 160);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "1022, 767, 2",
    "767, 576, 2",
    "767, 1022, 2",
    "4288, 2848, 8",
    "3008, 2000, 4",
    "766, 576, 1",
    "600, 450, 1",
    "385, 256, 1",
    "20, 20000, 1"
  })
  void noSideGetsSmallerThanNeeded(int width, int height, int divisor) {
    assertThat(new LeastSize(256, 256, 384).divisor(width, height)).isEqualTo(divisor);
  }

  @Test
  void aPixelIsLeftOfEverySide() {
    assertThat(new LeastSize(1, 1, 1).divisor(3, 3)).isEqualTo(2);
    assertThat(new LeastSize(1, 1, 1).divisor(1, 9)).isEqualTo(1);
    assertThatIllegalArgumentException().isThrownBy(() -> new LeastSize(0, 1, 1));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 9, 65535})
  void anUnknownOrientationCountsAsUpright(int exif) throws Exception {
    byte[] file = ImageFiles.turnedJpeg(48, 32, exif, ByteOrder.BIG_ENDIAN);
    try (LesionImage image = decoder.decode(file)) {
      assertQuarters(image, 40, 80, 120, 160);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {".png", ".tiff"})
  void sixteenBitsBecomeEightByDroppingTheLowByte(String extension) throws Exception {
    Mat deep = ImageFiles.quarters(48, 32, CvType.CV_16UC3);
    Core.add(deep, Scalar.all(255), deep);
    try (LesionImage image = decoder.decode(ImageFiles.encoded(extension, deep))) {
      assertQuarters(image, 40, 80, 120, 160);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {".jpg", ".png", ".bmp", ".tiff"})
  void greyBecomesThreeEqualChannels(String extension) throws Exception {
    Mat grey = ImageFiles.quarters(48, 32, CvType.CV_8UC1);
    try (LesionImage image = decoder.decode(ImageFiles.encoded(extension, grey))) {
      assertQuarters(image, 40, 80, 120, 160);
      double[] bgr = image.bgr().get(0, 0);
      assertThat(bgr[1]).isEqualTo(bgr[0]);
      assertThat(bgr[2]).isEqualTo(bgr[0]);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {CvType.CV_8U, CvType.CV_16U})
  void alphaLiesOverWhite(int depth) throws Exception {
    int type = CvType.makeType(depth, 4);
    double unit = depth == CvType.CV_16U ? 257 : 1;
    NativeOpenCv.load();
    Mat half = new Mat(32, 48, type, new Scalar(100 * unit, 0, 200 * unit, 128 * unit));
    try (LesionImage image = decoder.decode(ImageFiles.encoded(".png", half))) {
      double[] bgr = image.bgr().get(5, 5);
      assertThat(bgr[0]).isCloseTo(100 * 128 / 255.0 + 127, within(1.0));
      assertThat(bgr[1]).isCloseTo(127, within(1.0));
      assertThat(bgr[2]).isCloseTo(200 * 128 / 255.0 + 127, within(1.0));
    }
    Mat opaque = ImageFiles.quarters(48, 32, type);
    try (LesionImage image = decoder.decode(ImageFiles.encoded(".png", opaque))) {
      assertQuarters(image, 40, 80, 120, 160);
    }
  }

  @Test
  void aProgressiveJpegIsTaken() throws Exception {
    byte[] file = ImageFiles.progressiveJpeg(48, 32);
    try (LesionImage image = decoder.decode(file)) {
      assertQuarters(image, 40, 80, 120, 160);
    }
  }

  @ParameterizedTest
  @CsvSource({"255, 255, 255, 255, 255", "255, 255, 255, 0, 0", "255, 255, 255, 128, 128"})
  void aCmykJpegIsConverted(int c, int m, int y, int k, int grey) throws Exception {
    try (LesionImage image = decoder.decode(ImageFiles.cmykJpeg(48, 32, c, m, y, k))) {
      assertThat(image.bgr().get(10, 10)[0]).isCloseTo(grey, within(4.0));
      assertThat(image.bgr().get(10, 10)[2]).isCloseTo(grey, within(4.0));
    }
  }

  @Test
  void aTiledTiffIsTaken() throws Exception {
    try (LesionImage image = decoder.decode(ImageFiles.tiledTiff(48, 32))) {
      assertThat(image.bgr().get(31, 47)[1]).isEqualTo(255);
    }
  }

  @Test
  void floatSamplesAreRefused() {
    Mat floats = ImageFiles.quarters(48, 32, CvType.CV_32FC3);
    assertRefused(ImageFiles.encoded(".tiff", floats), Code.UNSUPPORTED_FORMAT);
  }

  @Test
  void pixelsThatBreakBehindASoundHeaderAreRefused() {
    byte[] png = ImageFiles.of(".png", 48, 32);
    png[45] ^= 0x55;
    assertRefused(png, Code.CORRUPT_IMAGE);
  }

  private void assertRefused(byte[] file, Code code) {
    RefusedException refused =
        catchThrowableOfType(RefusedException.class, () -> decoder.decode(file));
    assertThat(refused).isNotNull();
    assertThat(refused.refusal().code()).isEqualTo(code);
  }

  private static void assertQuarters(LesionImage image, int a, int b, int c, int d) {
    int w = image.bgr().cols();
    int h = image.bgr().rows();
    assertThat(image.bgr().get(h / 4, w / 4)[0]).isCloseTo(a, within(3.0));
    assertThat(image.bgr().get(h / 4, 3 * w / 4)[0]).isCloseTo(b, within(3.0));
    assertThat(image.bgr().get(3 * h / 4, w / 4)[0]).isCloseTo(c, within(3.0));
    assertThat(image.bgr().get(3 * h / 4, 3 * w / 4)[0]).isCloseTo(d, within(3.0));
  }
}
