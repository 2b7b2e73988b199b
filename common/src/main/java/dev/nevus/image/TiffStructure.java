package dev.nevus.image;

import dev.nevus.image.Refusal.Code;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Set;

/**
 * The first directory of a TIFF 6.0 file; also that of an EXIF block, which is a TIFF without an
 * image.
 */
final class TiffStructure {
  private static final int WIDTH = 0x0100;
  private static final int HEIGHT = 0x0101;
  private static final int BITS = 0x0102;
  private static final int COMPRESSION = 0x0103;
  private static final int STRIP_OFFSETS = 0x0111;
  private static final int ORIENTATION = 0x0112;
  private static final int STRIP_LENGTHS = 0x0117;
  private static final int TILE_WIDTH = 0x0142;
  private static final int TILE_HEIGHT = 0x0143;
  private static final int TILE_OFFSETS = 0x0144;
  private static final int TILE_LENGTHS = 0x0145;
  private static final int MOST_TILE_SIDE = 2048;
  private static final Set<Integer> COMPRESSIONS = Set.of(1, 5, 7, 8, 32773, 32946);
  private static final int SHORT = 3;
  private static final int LONG = 4;
  private static final int ENTRY_BYTES = 12;

  private TiffStructure() {}

  static boolean starts(byte[] file) {
    return file.length >= 4
        && ((file[0] == 'I' && file[1] == 'I' && file[2] == 42 && file[3] == 0)
            || (file[0] == 'M' && file[1] == 'M' && file[2] == 0 && file[3] == 42));
  }

  static ImageHeader readImage(ByteBuffer bytes) throws RefusedException {
    ByteBuffer file = ordered(bytes, 0, bytes.limit());
    int directory = file.getInt(4);
    int entries = file.getShort(directory) & 0xFFFF;
    if (file.getInt(directory + 2 + entries * ENTRY_BYTES) != 0) {
      throw new Refusal(
              Code.MORE_THAN_ONE_FRAME,
              "The TIFF holds more than one page: send one image at a time.")
          .asException();
    }
    requireKnownCompression((int) value(file, directory, COMPRESSION, 1));
    requireSmallTiles(
        value(file, directory, TILE_WIDTH, 0), value(file, directory, TILE_HEIGHT, 0));
    requireInside(file, directory, STRIP_OFFSETS, STRIP_LENGTHS);
    requireInside(file, directory, TILE_OFFSETS, TILE_LENGTHS);
    return new ImageHeader(
        ImageFormat.TIFF,
        (int) value(file, directory, WIDTH, 0),
        (int) value(file, directory, HEIGHT, 0),
        (int) value(file, directory, BITS, 1),
        Orientation.ofExif((int) value(file, directory, ORIENTATION, 1)));
  }

  /** None, LZW, JPEG, deflate by both its numbers, PackBits: what cameras and programs write. */
  private static void requireKnownCompression(int compression) throws RefusedException {
    if (!COMPRESSIONS.contains(compression)) {
      throw new Refusal(
              Code.UNSUPPORTED_FORMAT,
              "The TIFF's compression %d is not taken: save it with LZW, deflate or none."
                  .formatted(compression))
          .asException();
    }
  }

  /** The decoder makes room for a whole tile, however small the image is. */
  private static void requireSmallTiles(long width, long height) throws RefusedException {
    if (width > MOST_TILE_SIDE || height > MOST_TILE_SIDE) {
      throw new Refusal(
              Code.UNSUPPORTED_FORMAT,
              "The TIFF's tiles have more than %,d pixels a side: save it in strips."
                  .formatted(MOST_TILE_SIDE))
          .asException();
    }
  }

  /** Orientation in the EXIF block at {@code at}; upright where the block is damaged or silent. */
  static Orientation orientation(ByteBuffer file, int at, int length) {
    try {
      ByteBuffer exif = ordered(file, at, length);
      return Orientation.ofExif((int) value(exif, exif.getInt(4), ORIENTATION, 1));
    } catch (IndexOutOfBoundsException | IllegalArgumentException e) {
      return Orientation.UPRIGHT;
    }
  }

  private static ByteBuffer ordered(ByteBuffer file, int at, int length) {
    ByteBuffer block = file.slice(at, Math.min(length, file.limit() - at));
    return block.order(block.get(0) == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
  }

  /**
   * The first value of {@code tag} as an unsigned number, or {@code otherwise} where the tag is
   * absent.
   */
  private static long value(ByteBuffer file, int directory, int tag, long otherwise) {
    int entry = entry(file, directory, tag);
    return entry < 0 ? otherwise : element(file, entry, 0);
  }

  private static int entry(ByteBuffer file, int directory, int tag) {
    int entries = file.getShort(directory) & 0xFFFF;
    for (int i = 0; i < entries; i++) {
      int entry = directory + 2 + i * ENTRY_BYTES;
      if ((file.getShort(entry) & 0xFFFF) == tag) {
        return entry;
      }
    }
    return -1;
  }

  private static long element(ByteBuffer file, int entry, int index) {
    int type = file.getShort(entry + 2) & 0xFFFF;
    if (type != SHORT && type != LONG) {
      throw new IllegalArgumentException("a number is expected");
    }
    int size = type == SHORT ? 2 : 4;
    long count = file.getInt(entry + 4) & 0xFFFFFFFFL;
    int values = count * size <= 4 ? entry + 8 : file.getInt(entry + 8);
    int at = Math.addExact(values, index * size);
    return size == 2 ? file.getShort(at) & 0xFFFF : file.getInt(at) & 0xFFFFFFFFL;
  }

  /**
   * The decoder fills missing strips and tiles with black and says nothing, so their places are
   * checked here.
   */
  private static void requireInside(ByteBuffer file, int directory, int offsetsTag, int lengthsTag)
      throws RefusedException {
    int offsets = entry(file, directory, offsetsTag);
    int lengths = entry(file, directory, lengthsTag);
    if (offsets < 0 || lengths < 0) {
      return;
    }
    long pieces = file.getInt(offsets + 4) & 0xFFFFFFFFL;
    if (pieces != (file.getInt(lengths + 4) & 0xFFFFFFFFL) || pieces * 2 > file.limit()) {
      throw new IllegalArgumentException("the tables of strips or tiles disagree");
    }
    for (int i = 0; i < pieces; i++) {
      if (element(file, offsets, i) + element(file, lengths, i) > file.limit()) {
        throw new Refusal(
                Code.CORRUPT_IMAGE,
                "The TIFF stops before its last pixels: it was cut off, send it again.")
            .asException();
      }
    }
  }
}
