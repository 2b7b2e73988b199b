package dev.nevus.image;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.nevus.image.Refusal.Code;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.opencv.core.CvType;

class ImageInspectorTest {
  private final ImageInspector inspector = new ImageInspector(ImageLimits.DEFAULT);

  @ParameterizedTest
  @CsvSource({".jpg, JPEG", ".png, PNG", ".bmp, BMP", ".tiff, TIFF"})
  void theHeaderIsReadWithoutDecoding(String extension, ImageFormat format) {
    ImageHeader header = accepted(ImageFiles.of(extension, 48, 32));
    assertThat(header).isEqualTo(new ImageHeader(format, 48, 32, 8, Orientation.UPRIGHT));
    assertThat(header.pixels()).isEqualTo(48 * 32);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
  void theDisplayedSizeFollowsTheOrientation(int exif) {
    for (byte[] file :
        new byte[][] {
          ImageFiles.turnedJpeg(48, 32, exif, ByteOrder.LITTLE_ENDIAN),
          ImageFiles.turnedPng(48, 32, exif),
          ImageFiles.turnedTiff(48, 32, exif)
        }) {
      ImageHeader header = accepted(file);
      assertThat(header.orientation()).isEqualTo(Orientation.ofExif(exif));
      assertThat(header.width()).isEqualTo(exif < 5 ? 48 : 32);
      assertThat(header.height()).isEqualTo(exif < 5 ? 32 : 48);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {".jpg", ".png", ".bmp", ".tiff"})
  void aFileCutOffAnywhereIsRefused(String extension) {
    byte[] whole = ImageFiles.of(extension, 120, 90);
    for (int length = 1; length < whole.length; length += 97) {
      Refusal refusal = refused(Arrays.copyOf(whole, length));
      assertThat(refusal.code())
          .as("%d of %d bytes", length, whole.length)
          .isIn(Code.UNREADABLE_HEADER, Code.CORRUPT_IMAGE, Code.UNSUPPORTED_FORMAT);
    }
  }

  @Test
  void theLastByteCounts() {
    for (byte[] whole :
        new byte[][] {
          ImageFiles.of(".jpg", 48, 32), ImageFiles.of(".png", 48, 32),
          ImageFiles.of(".bmp", 48, 32), ImageFiles.tiledTiff(48, 32)
        }) {
      assertThat(refused(Arrays.copyOf(whole, whole.length - 1)).code())
          .isIn(Code.UNREADABLE_HEADER, Code.CORRUPT_IMAGE);
    }
  }

  @Test
  void aTileBeyondTheEndIsRefused() {
    byte[] tiff = ImageFiles.tiledTiff(48, 32);
    assertThat(accepted(tiff).pixels()).isEqualTo(48 * 32);
    tiff[tiff.length - 4 - 4] ^= 1;
    tiff[tiff.length - 4 - 2] = 1;
    assertThat(refused(tiff).code()).isEqualTo(Code.CORRUPT_IMAGE);
  }

  @Test
  void aDeclaredBombIsRefusedByItsHeader() {
    assertThat(refused(ImageFiles.pngDeclaring(50_000, 50_000)).code())
        .isEqualTo(Code.TOO_MANY_PIXELS);
    assertThat(refused(Arrays.copyOf(ImageFiles.pngDeclaring(50_000, 50_000), 33)).code())
        .isEqualTo(Code.TOO_MANY_PIXELS);
    assertThat(refused(ImageFiles.pngDeclaring(1, 40_000)).code()).isEqualTo(Code.TOO_MANY_PIXELS);
    assertThat(refused(ImageFiles.pngDeclaring(-1, 100)).code()).isEqualTo(Code.UNREADABLE_HEADER);
    assertThat(refused(ImageFiles.pngDeclaring(0, 100)).code()).isEqualTo(Code.UNREADABLE_HEADER);
    byte[] bmp = ImageFiles.of(".bmp", 48, 32);
    ByteBuffer.wrap(bmp).order(ByteOrder.LITTLE_ENDIAN).putInt(18, 60_000).putInt(22, 60_000);
    assertThat(refused(bmp).code()).isEqualTo(Code.TOO_MANY_PIXELS);
  }

  @Test
  void aThumbnailIsTooSmall() {
    assertThat(refused(ImageFiles.of(".png", 15, 200)).code()).isEqualTo(Code.TOO_SMALL);
    assertThat(accepted(ImageFiles.of(".png", 16, 200)).width()).isEqualTo(16);
  }

  @Test
  void whatIsNoImageIsRefusedWhateverItsName() {
    assertThat(refused(new byte[0]).code()).isEqualTo(Code.EMPTY_BODY);
    assertThat(refused("Dear colleague, please find attached".getBytes(UTF_8)).code())
        .isEqualTo(Code.UNSUPPORTED_FORMAT);
    assertThat(refused("GIF89a".getBytes(UTF_8)).code()).isEqualTo(Code.UNSUPPORTED_FORMAT);
  }

  @Test
  void tooManyBytesAreRefusedBeforeAnythingIsRead() {
    ImageInspector small = new ImageInspector(new ImageLimits(100, 1_000, 100, 1));
    byte[] png = ImageFiles.of(".png", 48, 32);
    assertThat(small.inspect(png)).isEqualTo(small.tooManyBytes(png.length));
    assertThat(small.tooManyBytes(101).refusal().detail()).contains("101").contains("100");
  }

  @Test
  void animationsAndSeveralPagesAreRefused() {
    byte[] control = ByteBuffer.allocate(8).putInt(2).putInt(0).array();
    byte[] png =
        ImageFiles.inserted(ImageFiles.of(".png", 48, 32), 33, ImageFiles.chunk("acTL", control));
    assertThat(refused(png).code()).isEqualTo(Code.MORE_THAN_ONE_FRAME);
    byte[] tiff = ImageFiles.turnedTiff(48, 32, 1);
    tiff[tiff.length - 4] = 8;
    assertThat(refused(tiff).code()).isEqualTo(Code.MORE_THAN_ONE_FRAME);
  }

  @Test
  void fillBytesBeforeAMarkerAreLawful() {
    byte[] fill = {(byte) 0xFF, (byte) 0xFF};
    byte[] jpeg = ImageFiles.inserted(ImageFiles.of(".jpg", 48, 32), 2, fill);
    assertThat(accepted(jpeg).width()).isEqualTo(48);
  }

  @Test
  void damagedMetadataNeverCostsTheImage() {
    byte[] jpeg = ImageFiles.turnedJpeg(48, 32, 6, ByteOrder.BIG_ENDIAN);
    for (int at = 12; at < 38; at++) {
      byte[] damaged = jpeg.clone();
      damaged[at] ^= (byte) 0xFF;
      assertThat(accepted(damaged).storedWidth()).as("byte %d", at).isEqualTo(48);
    }
  }

  @Test
  void stripTablesThatPointToTheEndOfTheNumbersAreRefused() {
    byte[] tiff = ImageFiles.encoded(".tiff", ImageFiles.quarters(48, 900, CvType.CV_8UC3), 259, 1);
    ByteBuffer file = ByteBuffer.wrap(tiff).order(ByteOrder.LITTLE_ENDIAN);
    int directory = file.getInt(4);
    for (int i = 0; i < file.getShort(directory); i++) {
      int entry = directory + 2 + 12 * i;
      if (file.getShort(entry) == 0x0111) {
        assertThat(file.getInt(entry + 4)).as("strips").isGreaterThan(1);
        file.putInt(entry + 8, Integer.MAX_VALUE - 2);
      }
    }
    assertThat(refused(tiff).code()).isEqualTo(Code.UNREADABLE_HEADER);
  }

  private ImageHeader accepted(byte[] file) {
    assertThat(inspector.inspect(file)).isInstanceOf(Inspection.Accepted.class);
    return ((Inspection.Accepted) inspector.inspect(file)).header();
  }

  private Refusal refused(byte[] file) {
    assertThat(inspector.inspect(file)).isInstanceOf(Inspection.Refused.class);
    return ((Inspection.Refused) inspector.inspect(file)).refusal();
  }
}
