package dev.nevus.image;

import dev.nevus.image.Refusal.Code;
import java.nio.ByteBuffer;

/**
 * The marker structure of a JPEG file (ITU-T T.81, annex B): its frame header, its orientation, and
 * whether it is whole.
 */
final class JpegStructure {
  private static final int START_OF_IMAGE = 0xFFD8;
  private static final int START_OF_SCAN = 0xDA;
  private static final int END_OF_IMAGE = 0xD9;
  private static final int APP1 = 0xE1;
  private static final int PROGRESSIVE = 0xC2;
  private static final int COEFFICIENT_BYTES = 2;
  private static final byte[] EXIF = {'E', 'x', 'i', 'f', 0, 0};

  private record Frame(int width, int height, int bits, int components, boolean isProgressive) {}

  private JpegStructure() {}

  static boolean starts(byte[] file) {
    return file.length >= 3
        && (file[0] & 0xFF) == 0xFF
        && (file[1] & 0xFF) == 0xD8
        && (file[2] & 0xFF) == 0xFF;
  }

  static ImageHeader read(ByteBuffer file) throws RefusedException {
    if ((file.getShort(0) & 0xFFFF) != START_OF_IMAGE) {
      // A decoder that goes by the first bytes would take the file for another format.
      throw new IllegalArgumentException("no start of an image");
    }
    Orientation orientation = Orientation.UPRIGHT;
    Frame frame = null;
    int at = 2;
    while (true) {
      at = afterFill(file, at);
      int marker = file.get(at + 1) & 0xFF;
      at += 2;
      if (marker == END_OF_IMAGE || marker == START_OF_SCAN) {
        if (frame == null) {
          throw new IllegalArgumentException("no frame header before the first scan");
        }
        requireEnd(file, at);
        int keptBytes = keptBytes(frame, file.get(at + 2) & 0xFF);
        if (keptBytes > 0) {
          JpegScans.requireFew(file, at);
        }
        return header(frame, orientation, keptBytes);
      }
      if (standsAlone(marker)) {
        continue;
      }
      int length = file.getShort(at) & 0xFFFF;
      if (marker == APP1) {
        orientation = orientation(file, at + 2, length - 2, orientation);
      } else if (isFrame(marker)) {
        frame = frame(file, at + 2, marker);
      }
      at += length;
    }
  }

  /**
   * Where a scan brings only some of the components, or of their bits, the decoder keeps all
   * coefficients until the last one, however small it decodes.
   */
  private static int keptBytes(Frame frame, int componentsOfScan) {
    boolean isOneScan = !frame.isProgressive() && componentsOfScan >= frame.components();
    return isOneScan ? 0 : COEFFICIENT_BYTES * frame.components();
  }

  private static ImageHeader header(Frame frame, Orientation orientation, int keptBytes) {
    return new ImageHeader(
        ImageFormat.JPEG, frame.width(), frame.height(), frame.bits(), orientation, keptBytes);
  }

  /** Where the marker is: any number of fill bytes may come before it (B.1.1.2). */
  private static int afterFill(ByteBuffer file, int from) {
    int at = from;
    while (file.get(at) == (byte) 0xFF && file.get(at + 1) == (byte) 0xFF) {
      at++;
    }
    if (file.get(at) != (byte) 0xFF || file.get(at + 1) == 0) {
      throw new IllegalArgumentException("no marker");
    }
    return at;
  }

  /** Whether no segment follows this marker (table B.1). */
  static boolean standsAlone(int marker) {
    return marker == 0x01 || (marker >= 0xD0 && marker <= 0xD8);
  }

  /** SOF0 to SOF15 without DHT, JPG and DAC, which share the range. */
  private static boolean isFrame(int marker) {
    return marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
  }

  private static Frame frame(ByteBuffer file, int at, int marker) throws RefusedException {
    int bits = file.get(at) & 0xFF;
    if (bits != 8 || marker > 0xC2) {
      throw new Refusal(
              Code.UNSUPPORTED_FORMAT,
              "This kind of JPEG (lossless, arithmetic or 12 bit) is not taken: save it as baseline"
                  + " or progressive, 8 bit.")
          .asException();
    }
    int height = file.getShort(at + 1) & 0xFFFF;
    int width = file.getShort(at + 3) & 0xFFFF;
    int components = file.get(at + 5) & 0xFF;
    return new Frame(width, height, bits, components, marker == PROGRESSIVE);
  }

  /**
   * The orientation of an EXIF block; damaged metadata never costs the image, it counts as upright.
   */
  private static Orientation orientation(
      ByteBuffer file, int at, int length, Orientation otherwise) {
    if (length < EXIF.length) {
      return otherwise;
    }
    for (int i = 0; i < EXIF.length; i++) {
      if (file.get(at + i) != EXIF[i]) {
        return otherwise;
      }
    }
    return TiffStructure.orientation(file, at + EXIF.length, length - EXIF.length);
  }

  /**
   * Decoders paint a cut-off JPEG grey below the cut and say nothing, so the end marker is looked
   * for here: from behind, where it is in a whole file.
   */
  private static void requireEnd(ByteBuffer file, int from) throws RefusedException {
    for (int at = file.limit() - 2; at >= from - 2; at--) {
      if (file.get(at) == (byte) 0xFF && (file.get(at + 1) & 0xFF) == END_OF_IMAGE) {
        return;
      }
    }
    throw new Refusal(
            Code.CORRUPT_IMAGE,
            "The JPEG stops before its end marker: it was cut off on its way, send it again.")
        .asException();
  }
}
