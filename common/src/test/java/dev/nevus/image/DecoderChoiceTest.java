package dev.nevus.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nevus.image.Refusal.Code;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.MatOfByte;
import org.opencv.imgcodecs.Imgcodecs;

/** OpenCV knows more formats than Nevus takes, and costs more than a header says. */
class DecoderChoiceTest {
  private final ImageInspector inspector = new ImageInspector(ImageLimits.DEFAULT);

  @ParameterizedTest
  @ValueSource(strings = {".webp", ".ppm", ".pfm", ".ras", ".hdr", ".jp2"})
  void whatOpenCvCouldDecodeButIsNotOnTheListNeverReachesIt(String extension) {
    boolean isFloat = extension.equals(".pfm") || extension.equals(".hdr");
    Mat picture = ImageFiles.quarters(200, 160, CvType.CV_8UC3);
    picture.convertTo(picture, isFloat ? CvType.CV_32FC3 : CvType.CV_8UC3);

    byte[] file = ImageFiles.encoded(extension, picture);

    Mat decoded = Imgcodecs.imdecode(new MatOfByte(file), Imgcodecs.IMREAD_UNCHANGED);
    assertThat(decoded.empty()).as("OpenCV would decode it").isFalse();
    assertThat(refusal(file)).isEqualTo(Code.UNSUPPORTED_FORMAT);
  }

  /** Behind the signature of one format stand the bytes of another: nobody decodes the other. */
  @Test
  void theSignatureDecidesForOpenCvAsForTheInspector() {
    List<byte[]> files =
        List.of(
            ImageFiles.of(".jpg", 40, 24),
            ImageFiles.of(".png", 40, 24),
            ImageFiles.of(".bmp", 40, 24),
            ImageFiles.of(".tiff", 40, 24));
    ImageDecoder decoder = new ImageDecoder(ImageLimits.DEFAULT);
    for (byte[] signature : files) {
      for (byte[] content : files) {
        if (signature != content) {
          byte[] file = content.clone();
          System.arraycopy(signature, 0, file, 0, 8);
          Mat decoded = Imgcodecs.imdecode(new MatOfByte(file), Imgcodecs.IMREAD_COLOR);
          assertThat(decoded.empty()).as("OpenCV decodes no other format").isTrue();
          assertThatThrownBy(() -> decoder.decode(file).close())
              .isInstanceOf(RefusedException.class);
        }
      }
    }
  }

  @Test
  void aJpegOfAThousandScansIsRefusedAndTheUsualOnesAreNot() {
    byte[] usual = ImageFiles.progressiveJpeg(400, 300);

    assertThat(inspector.inspect(usual)).isInstanceOf(Inspection.Accepted.class);
    assertThat(refusal(withScans(usual, 1_000))).isEqualTo(Code.UNSUPPORTED_FORMAT);
    assertThat(inspector.inspect(withScans(usual, 50))).isInstanceOf(Inspection.Accepted.class);
  }

  @Test
  void scansBehindAMarkerWithoutASegmentAreCountedToo() {
    byte[] usual = ImageFiles.progressiveJpeg(400, 300);
    byte[] many = withScans(usual, 1_000);
    byte[] hidden = Arrays.copyOf(usual, many.length + 2);
    // TEM: what follows looks like a segment's length and is none.
    hidden[usual.length - 2] = (byte) 0xFF;
    hidden[usual.length - 1] = 0x01;
    System.arraycopy(many, usual.length - 2, hidden, usual.length, many.length - usual.length + 2);

    assertThat(refusal(hidden)).isEqualTo(Code.UNSUPPORTED_FORMAT);
  }

  @Test
  void tiffsOfRareCompressionsAndOfHugeTilesAreRefused() {
    byte[] tiff = ImageFiles.of(".tiff", 40, 24);

    assertThat(inspector.inspect(tiff)).isInstanceOf(Inspection.Accepted.class);
    for (int compression : new int[] {2, 3, 4, 6, 32766, 32809, 34676, 34712, 50001}) {
      assertThat(refusal(with(tiff, 0x0103, compression))).isEqualTo(Code.UNSUPPORTED_FORMAT);
    }
    // The tag of how samples are arranged becomes that of a tile's width.
    assertThat(refusal(renamed(tiff, 0x011C, 0x0142, 60_000))).isEqualTo(Code.UNSUPPORTED_FORMAT);
  }

  private Code refusal(byte[] file) {
    Inspection inspection = inspector.inspect(file);
    assertThat(inspection).isInstanceOf(Inspection.Refused.class);
    return ((Inspection.Refused) inspection).refusal().code();
  }

  /** The first scan's header and no coded data, again and again before the end. */
  private static byte[] withScans(byte[] jpeg, int scans) {
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    file.write(jpeg, 0, jpeg.length - 2);
    for (int i = 0; i < scans; i++) {
      file.writeBytes(new byte[] {(byte) 0xFF, (byte) 0xDA, 0, 8, 1, 1, 0, 1, 5, 0x10, 0x7F});
    }
    file.write(0xFF);
    file.write(0xD9);
    return file.toByteArray();
  }

  private static byte[] with(byte[] tiff, int tag, int value) {
    return renamed(tiff, tag, tag, value);
  }

  private static byte[] renamed(byte[] tiff, int tag, int name, int value) {
    byte[] changed = tiff.clone();
    ByteBuffer file = ByteBuffer.wrap(changed);
    file.order(
        new String(tiff, 0, 2, StandardCharsets.US_ASCII).equals("II")
            ? ByteOrder.LITTLE_ENDIAN
            : ByteOrder.BIG_ENDIAN);
    int directory = file.getInt(4);
    for (int i = 0; i < file.getShort(directory); i++) {
      int entry = directory + 2 + 12 * i;
      if ((file.getShort(entry) & 0xFFFF) == tag) {
        file.putShort(entry, (short) name).putShort(entry + 2, (short) 3).putInt(entry + 4, 1);
        file.putShort(entry + 8, (short) value);
        return changed;
      }
    }
    throw new IllegalStateException("the file has no such tag");
  }
}
