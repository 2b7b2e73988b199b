package dev.nevus.mask;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import org.opencv.core.Mat;
import org.opencv.core.Rect;

/**
 * The lesion's box, a bit a pixel: an eighth of the bytes for whoever must look at each. Rows begin
 * at a column that is a multiple of 8; the first of eight pixels is the highest bit. Immutable.
 */
final class LesionBits {
  private static final VarHandle EIGHT_BYTES =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  /** Of eight pixels, 0 or 255, the first one's highest bit to the last one's lowest. */
  private static final long ONE_BIT_EACH = 0x0102040810204080L;

  private static final long SUM_OF_BYTES = 0x0101010101010101L;

  /** Pixels that are copied at once, more than a row of them at least. */
  private static final int BAND = 1 << 18;

  private static final int[] COLUMNS = columns();

  private final int left;
  private final int top;
  private final int rowBytes;
  private final byte[] bits;

  private LesionBits(int left, int top, int rowBytes, byte[] bits) {
    this.left = left;
    this.top = top;
    this.rowBytes = rowBytes;
    this.bits = bits;
  }

  static LesionBits of(Mask mask) {
    Rect box = mask.box();
    int left = box.x & -8;
    int width = box.x + box.width - left;
    int rowBytes = (width + 7) / 8;
    byte[] bits = new byte[rowBytes * box.height];
    int rows = Math.max(1, BAND / Math.max(1, width));
    // Eight pixels are taken at once, beyond the last row too: hence the room.
    byte[] pixels = new byte[Math.min(rows, box.height) * width + 7];
    for (int y = 0; y < box.height; y += rows) {
      int end = Math.min(box.height, y + rows);
      Mat band = mask.pixels().submat(box.y + y, box.y + end, left, left + width);
      band.get(0, 0, pixels);
      band.release();
      for (int row = y; row < end; row++) {
        pack(pixels, (row - y) * width, width, bits, row * rowBytes);
      }
    }
    return new LesionBits(left, box.y, rowBytes, bits);
  }

  private static void pack(byte[] pixels, int from, int width, byte[] bits, int to) {
    int whole = width / 8;
    for (int i = 0; i < whole; i++) {
      bits[to + i] = packed((long) EIGHT_BYTES.get(pixels, from + 8 * i));
    }
    if (width % 8 > 0) {
      long rest = (long) EIGHT_BYTES.get(pixels, from + 8 * whole);
      // What follows belongs to the next row.
      bits[to + whole] = packed(rest & ((1L << (8 * (width % 8))) - 1));
    }
  }

  private static byte packed(long eight) {
    return (byte) (((eight & ONE_BIT_EACH) * SUM_OF_BYTES) >>> 56);
  }

  /** Bytes from the beginning of the mask's rows to that of these. */
  int leftBytes() {
    return left / 8;
  }

  int top() {
    return top;
  }

  int rows() {
    return rowBytes == 0 ? 0 : bits.length / rowBytes;
  }

  /** Writes a row, counted from {@link #top}. */
  void copyRow(int row, byte[] into, int at) {
    System.arraycopy(bits, row * rowBytes, into, at, rowBytes);
  }

  /** Exact: sums of whole numbers. */
  CentreOfMass centreOfMass() {
    long area = 0;
    long x = 0;
    long y = 0;
    for (int row = 0; row < rows(); row++) {
      int count = 0;
      for (int i = 0; i < rowBytes; i++) {
        int eight = bits[row * rowBytes + i] & 0xFF;
        int some = Integer.bitCount(eight);
        count += some;
        x += (long) (left + 8 * i) * some + COLUMNS[eight];
      }
      area += count;
      y += (long) (top + row) * count;
    }
    return area == 0
        ? new CentreOfMass(0, 0, 0)
        : new CentreOfMass(area, x / (double) area, y / (double) area);
  }

  /** For each eight pixels, the sum of their columns, 0 to 7. */
  private static int[] columns() {
    int[] sums = new int[256];
    for (int eight = 0; eight < sums.length; eight++) {
      for (int column = 0; column < 8; column++) {
        sums[eight] += ((eight >> (7 - column)) & 1) * column;
      }
    }
    return sums;
  }
}
