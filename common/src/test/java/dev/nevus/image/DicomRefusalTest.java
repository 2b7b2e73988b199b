package dev.nevus.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nevus.image.Refusal.Code;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** DICOM objects that are not read, and why. */
class DicomRefusalTest {
  private static final int WIDTH = 32;
  private static final int HEIGHT = 20;
  private static final int PIXELS = WIDTH * HEIGHT;

  private final ImageDecoder decoder = new ImageDecoder(ImageLimits.DEFAULT);

  @Test
  void refusesWithTheReasonWhatItWouldHaveToGuess() {
    byte[] pixels = new byte[PIXELS];

    assertRefused(grey("MONOCHROME1").holding(pixels), Code.UNSUPPORTED_FORMAT);
    assertRefused(grey("PALETTE COLOR").holding(pixels), Code.UNSUPPORTED_FORMAT);
    assertRefused(grey("RGB").holding(pixels), Code.UNSUPPORTED_FORMAT);
    assertRefused(
        grey("MONOCHROME2").with(DicomFiles.ALLOCATED, 16).holding(pixels),
        Code.UNSUPPORTED_FORMAT);
    assertRefused(
        grey("MONOCHROME2").with(DicomFiles.FRAMES, "3").holding(pixels), Code.MORE_THAN_ONE_FRAME);
    assertRefused(grey("MONOCHROME2").holding(new byte[PIXELS - 2]), Code.CORRUPT_IMAGE);
    assertRefused(
        grey("MONOCHROME2")
            .with(DicomFiles.ROWS, 60_000)
            .with(DicomFiles.COLUMNS, 60_000)
            .holding(pixels),
        Code.TOO_MANY_PIXELS);
    assertRefused(
        DicomFiles.jpeg("RGB", 3, WIDTH, HEIGHT).fragments(ImageFiles.of(".jpg", WIDTH, HEIGHT)),
        Code.UNSUPPORTED_FORMAT);
    assertRefused(
        DicomFiles.jpeg("YBR_FULL", 3, 33, HEIGHT).fragments(ImageFiles.of(".jpg", WIDTH, HEIGHT)),
        Code.CORRUPT_IMAGE);
  }

  @Test
  void aJpegThatBeginsLikeAnotherFormatNeverReachesADecoder() {
    byte[] jpeg = ImageFiles.of(".jpg", WIDTH, HEIGHT);
    jpeg[0] = 'B';
    jpeg[1] = 'M';

    assertThat(refusal(DicomFiles.jpeg("YBR_FULL_422", 3, WIDTH, HEIGHT).fragments(jpeg)).code())
        .isEqualTo(Code.UNREADABLE_HEADER);
  }

  @Test
  void morePiecesThanAnyWriterMakesAreRefused() {
    byte[][] pieces = new byte[1_001][0];
    pieces[1_000] = ImageFiles.of(".jpg", WIDTH, HEIGHT);

    assertThat(refusal(DicomFiles.jpeg("YBR_FULL_422", 3, WIDTH, HEIGHT).fragments(pieces)).code())
        .isEqualTo(Code.UNREADABLE_HEADER);
  }

  @Test
  void namesATransferSyntaxThatItDoesNotTakeButNothingElseOfTheFile() {
    byte[] other =
        DicomFiles.plain("1.2.840.10008.1.2.4.90", "RGB", 3, WIDTH, HEIGHT)
            .holding(new byte[3 * PIXELS]);
    byte[] odd =
        DicomFiles.plain("Evilmark", "RGB", 3, WIDTH, HEIGHT).holding(new byte[3 * PIXELS]);

    assertThat(refusal(other).code()).isEqualTo(Code.UNSUPPORTED_TRANSFER_SYNTAX);
    assertThat(refusal(other).detail()).contains("1.2.840.10008.1.2.4.90");
    assertThat(refusal(odd).detail()).doesNotContain("Evilmark");
  }

  @Test
  void everyCutIsRefusedAndNothingOfThePatientIsTold() {
    byte[] file =
        DicomFiles.jpeg("YBR_FULL_422", 3, WIDTH, HEIGHT)
            .fragments(ImageFiles.of(".jpg", WIDTH, HEIGHT));

    // The last eight bytes only say that there is no further fragment.
    for (int length = 133; length < file.length - 8; length++) {
      assertThat(refusal(Arrays.copyOf(file, length)).detail()).doesNotContain("Evilmark");
    }
  }

  @Test
  void sequencesWithoutAnEndAreRefusedQuickly() {
    byte[] start = Arrays.copyOf(grey("MONOCHROME2").holding(new byte[0]), 160);
    byte[] file = Arrays.copyOf(start, 1 << 20);
    byte[] nested = {
      8, 0, 0x40, 0x11, 'S', 'Q', 0, 0, -1, -1, -1, -1, -2, -1, 0, -32, -1, -1, -1, -1
    };
    for (int at = 160; at + nested.length <= file.length; at += nested.length) {
      System.arraycopy(nested, 0, file, at, nested.length);
    }

    assertThat(refusal(file).code()).isEqualTo(Code.UNREADABLE_HEADER);
  }

  private static DicomFiles grey(String photometric) {
    return DicomFiles.plain(DicomFiles.EXPLICIT, photometric, 1, WIDTH, HEIGHT);
  }

  private void assertRefused(byte[] file, Code code) {
    assertThatThrownBy(() -> decoder.decode(file).close())
        .isInstanceOfSatisfying(
            RefusedException.class, e -> assertThat(e.refusal().code()).isEqualTo(code));
  }

  private Refusal refusal(byte[] file) {
    try (LesionImage image = decoder.decode(file)) {
      throw new AssertionError("it was read: " + image);
    } catch (RefusedException e) {
      return e.refusal();
    }
  }
}
