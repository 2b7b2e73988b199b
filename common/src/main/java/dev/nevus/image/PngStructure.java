package dev.nevus.image;

import dev.nevus.image.Refusal.Code;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * The chunk structure of a PNG file (ISO/IEC 15948): header, orientation, and whether it is whole
 * and a single frame.
 */
final class PngStructure {
  private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};
  private static final int IHDR = 0x49484452;
  private static final int IDAT = 0x49444154;
  private static final int IEND = 0x49454E44;
  private static final int ANIMATION_CONTROL = 0x6163544C;
  private static final int EXIF = 0x65584966;

  private PngStructure() {}

  static boolean starts(byte[] file) {
    return file.length >= 4 && Arrays.equals(file, 0, 4, SIGNATURE, 0, 4);
  }

  static ImageHeader read(ByteBuffer file, ImageLimits limits) throws RefusedException {
    for (int i = 0; i < SIGNATURE.length; i++) {
      if (file.get(i) != SIGNATURE[i]) {
        throw corrupt(
            "The PNG signature is damaged: the file was changed on its way as if it were text, send it again.");
      }
    }
    if (file.getInt(12) != IHDR || file.getInt(8) != 13) {
      throw corrupt("The PNG does not begin with its header chunk: export it again.");
    }
    int width = file.getInt(16);
    int height = file.getInt(20);
    int bits = file.get(24) & 0xFF;
    ImageHeader declared =
        new ImageHeader(ImageFormat.PNG, width, height, bits, Orientation.UPRIGHT);
    if (declared.pixels() > limits.maxPixels()) {
      // Whether it is whole matters no more: what it declares says more to the sender.
      return declared;
    }
    return new ImageHeader(ImageFormat.PNG, width, height, bits, walkToEnd(file));
  }

  private static Orientation walkToEnd(ByteBuffer file) throws RefusedException {
    Orientation orientation = Orientation.UPRIGHT;
    boolean pixels = false;
    long at = 33;
    while (at + 12 <= file.limit()) {
      long length = file.getInt((int) at) & 0xFFFFFFFFL;
      int type = file.getInt((int) at + 4);
      if (at + 12 + length > file.limit()) {
        break;
      }
      if (type == IEND) {
        if (!pixels) {
          throw corrupt("The PNG holds no pixels: export it again.");
        }
        return orientation;
      }
      if (type == ANIMATION_CONTROL && file.getInt((int) at + 8) > 1) {
        throw new Refusal(
                Code.MORE_THAN_ONE_FRAME,
                "The PNG is an animation: send one still image at a time.")
            .asException();
      }
      if (type == EXIF) {
        orientation = TiffStructure.orientation(file, (int) at + 8, (int) length);
      }
      pixels |= type == IDAT;
      at += 12 + length;
    }
    throw corrupt("The PNG stops before its end chunk: it was cut off on its way, send it again.");
  }

  private static RefusedException corrupt(String detail) {
    return new Refusal(Code.CORRUPT_IMAGE, detail).asException();
  }
}
