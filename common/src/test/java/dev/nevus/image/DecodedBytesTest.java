package dev.nevus.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteOrder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.opencv.core.CvType;

/** What is booked for an image before it is decoded. */
class DecodedBytesTest {
  private static final int PIXELS = 160 * 80;
  private static final LeastSize WHOLE = new LeastSize(160, 80, 160);
  private static final LeastSize EIGHTH = new LeastSize(20, 10, 20);

  private final ImageDecoder decoder = new ImageDecoder(ImageLimits.DEFAULT);

  @Test
  void aJpegTakesThePixelsThatItIsDecodedTo() throws Exception {
    byte[] file = ImageFiles.of(".jpg", 160, 80);
    assertThat(bytes(file, WHOLE)).isEqualTo(3 * PIXELS);
    assertThat(bytes(file, EIGHTH)).isEqualTo(3 * PIXELS / 64);
    try (LesionImage image = decoder.decode(file, decoder.inspect(file), EIGHTH)) {
      assertThat(image.bgr().total() * image.bgr().elemSize()).isEqualTo(3 * PIXELS / 64);
    }
  }

  @Test
  void ofAProgressiveJpegAllCoefficientsAreKeptHoweverSmallItIsDecoded() throws Exception {
    byte[] file = ImageFiles.progressiveJpeg(160, 80);
    assertThat(bytes(file, WHOLE)).isEqualTo((3 + 6) * PIXELS);
    assertThat(bytes(file, EIGHTH)).isEqualTo(3 * PIXELS / 64 + 6 * PIXELS);
  }

  @Test
  void soItIsWhereTheFirstScanHasOneOfThreeComponents() throws Exception {
    byte[] file = ImageFiles.of(".jpg", 160, 80);
    int scan = startOfScan(file);
    assertThat(file[scan + 4]).isEqualTo((byte) 3);
    file[scan + 4] = 1;
    assertThat(decoder.inspect(file).keptBytes()).isEqualTo(6);
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 4, 5, 6, 7, 8})
  void aTurnedJpegIsThereTwice(int exif) throws Exception {
    byte[] file = ImageFiles.turnedJpeg(160, 80, exif, ByteOrder.BIG_ENDIAN);
    LeastSize least = exif < 5 ? WHOLE : new LeastSize(80, 160, 160);
    assertThat(bytes(file, least)).isEqualTo(2 * 3 * PIXELS);
  }

  @ParameterizedTest
  @CsvSource({".png", ".tiff"})
  void deepSamplesAreThereBesideTheirEightBits(String extension) throws Exception {
    byte[] file = ImageFiles.encoded(extension, ImageFiles.quarters(160, 80, CvType.CV_16UC4));
    assertThat(bytes(file, EIGHTH)).isEqualTo((8 + 4) * PIXELS);
    assertThat(bytes(ImageFiles.turnedPng(160, 80, 6), EIGHTH)).isEqualTo((8 + 4) * PIXELS);
    assertThat(bytes(ImageFiles.turnedTiff(160, 80, 6), EIGHTH)).isEqualTo((8 + 8) * PIXELS);
  }

  private long bytes(byte[] file, LeastSize least) throws RefusedException {
    return ImageDecoder.decodedBytes(decoder.inspect(file), least);
  }

  private static int startOfScan(byte[] file) {
    int at = 2;
    while ((file[at + 1] & 0xFF) != 0xDA) {
      at += 2 + ((file[at + 2] & 0xFF) << 8 | (file[at + 3] & 0xFF));
    }
    return at;
  }
}
