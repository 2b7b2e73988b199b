package dev.nevus.image;

import dev.nevus.image.Refusal.Code;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * The headers of a Windows bitmap: BITMAPFILEHEADER and BITMAPINFOHEADER or one of its successors.
 */
final class BmpStructure {
  private static final int FILE_HEADER = 14;
  private static final int INFO_HEADER = 40;
  private static final int UNCOMPRESSED = 0;
  private static final int BIT_FIELDS = 3;

  private BmpStructure() {}

  static boolean starts(byte[] file) {
    return file.length >= 6 && file[0] == 'B' && file[1] == 'M';
  }

  static ImageHeader read(ByteBuffer bytes, ImageLimits limits) throws RefusedException {
    ByteBuffer file = bytes.duplicate().order(ByteOrder.LITTLE_ENDIAN);
    long pixelsAt = file.getInt(10) & 0xFFFFFFFFL;
    int headerSize = file.getInt(FILE_HEADER);
    if (headerSize < INFO_HEADER || headerSize > 4096) {
      throw unsupported("This old or odd kind of BMP is not taken: save it as PNG.");
    }
    int width = file.getInt(18);
    int height = Math.abs(file.getInt(22));
    int bits = file.getShort(28) & 0xFFFF;
    int compression = file.getInt(30);
    if (compression != UNCOMPRESSED && compression != BIT_FIELDS) {
      throw unsupported("A compressed BMP is not taken: save it uncompressed or as PNG.");
    }
    if (bits != 1 && bits != 4 && bits != 8 && bits != 16 && bits != 24 && bits != 32) {
      throw unsupported("A BMP of %d bits a pixel is not taken: save it as PNG.".formatted(bits));
    }
    long rowBytes = ((long) Math.max(width, 0) * bits + 31) / 32 * 4;
    return wholeOrBeyondLimits(limits, file, pixelsAt + rowBytes * height, header(width, height));
  }

  /**
   * A file far shorter than it declares is left to the inspector, whose answer about declared
   * pixels says more.
   */
  private static ImageHeader wholeOrBeyondLimits(
      ImageLimits limits, ByteBuffer file, long needed, ImageHeader header)
      throws RefusedException {
    if (needed > file.limit() && header.pixels() <= limits.maxPixels()) {
      throw new Refusal(
              Code.CORRUPT_IMAGE,
              "The BMP is shorter than its header says: it was cut off, send it again.")
          .asException();
    }
    return header;
  }

  private static ImageHeader header(int width, int height) {
    return new ImageHeader(ImageFormat.BMP, width, height, 8, Orientation.UPRIGHT);
  }

  private static RefusedException unsupported(String detail) {
    return new Refusal(Code.UNSUPPORTED_FORMAT, detail).asException();
  }
}
