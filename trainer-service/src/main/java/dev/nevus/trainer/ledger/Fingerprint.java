package dev.nevus.trainer.ledger;

import dev.nevus.image.LesionImage;
import dev.nevus.image.NativeOpenCv;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.Size;
import org.opencv.imgproc.Imgproc;

/**
 * What a picture looks like, in 512 bits that survive encoding anew, resizing, brightening and a
 * slight cut: whether the grey of each of 16x16 cells bends up or down, from left to right and from
 * top to bottom. First differences, the usual choice, mostly say that there is a dark spot in the
 * middle, and that is true of every lesion.
 *
 * @param hex 128 lower-case hex digits: 16 rows of 16 bits across, then 16 rows down
 */
public record Fingerprint(String hex) {
  /** How many bits there are. */
  public static final int BITS = 512;

  private static final Pattern FORM = Pattern.compile("[0-9a-f]{128}");
  private static final int SIDE = 16;
  private static final int CELLS = SIDE * SIDE;
  private static final int GRID = SIDE + 2;

  /** Eight pixels a cell: rounding to whole grey levels averages out over them. */
  private static final int FINE = 8 * GRID;

  /**
   * @throws IllegalArgumentException if {@code hex} is not 128 lower-case hex digits
   */
  public Fingerprint {
    if (!FORM.matcher(hex).matches()) {
      throw new IllegalArgumentException("not a fingerprint (128 lower-case hex digits)");
    }
  }

  /** The fingerprint of a picture of any size, whose shape is stretched to a square. */
  public static Fingerprint of(LesionImage image) {
    float[] grey = grid(image);
    boolean[] bits = new boolean[BITS];
    for (int row = 0; row < SIDE; row++) {
      for (int column = 0; column < SIDE; column++) {
        int middle = (row + 1) * GRID + column + 1;
        int cell = row * SIDE + column;
        bits[cell] = grey[middle - 1] + grey[middle + 1] > 2 * grey[middle];
        bits[CELLS + cell] = grey[middle - GRID] + grey[middle + GRID] > 2 * grey[middle];
      }
    }
    return of(bits);
  }

  /** In how many bits two fingerprints differ as they stand, 0 to 512. */
  public int distance(Fingerprint other) {
    long[] mine = words();
    long[] theirs = other.words();
    int distance = 0;
    for (int i = 0; i < mine.length; i++) {
      distance += Long.bitCount(mine[i] ^ theirs[i]);
    }
    return distance;
  }

  /** The picture itself first, then mirrored and turned by quarters: eight in all. */
  List<Fingerprint> turned() {
    List<Fingerprint> turned = new ArrayList<>();
    for (int way = 0; way < 8; way++) {
      turned.add(turned(way));
    }
    return turned;
  }

  /** The bits in words of 64, the first bit being the highest. */
  long[] words() {
    long[] words = new long[BITS / Long.SIZE];
    int digits = Long.SIZE / 4;
    for (int i = 0; i < words.length; i++) {
      words[i] = HexFormat.fromHexDigitsToLong(hex, i * digits, (i + 1) * digits);
    }
    return words;
  }

  /** Bit 2 of {@code way} swaps rows and columns; then bit 0 flips the columns, bit 1 the rows. */
  private Fingerprint turned(int way) {
    boolean swapped = (way & 4) != 0;
    boolean[] bits = new boolean[BITS];
    for (int bit = 0; bit < BITS; bit++) {
      int plane = bit / CELLS;
      int row = bit % CELLS / SIDE;
      int column = bit % SIDE;
      int fromRow = (way & 2) == 0 ? row : SIDE - 1 - row;
      int fromColumn = (way & 1) == 0 ? column : SIDE - 1 - column;
      int from =
          swapped
              ? (1 - plane) * CELLS + fromColumn * SIDE + fromRow
              : plane * CELLS + fromRow * SIDE + fromColumn;
      bits[bit] = bit(from);
    }
    return of(bits);
  }

  private boolean bit(int index) {
    return (HexFormat.fromHexDigit(hex.charAt(index / 4)) >> (3 - index % 4) & 1) == 1;
  }

  private static Fingerprint of(boolean[] bits) {
    StringBuilder hex = new StringBuilder(BITS / 4);
    for (int digit = 0; digit < BITS; digit += 4) {
      int value = 0;
      for (int bit = digit; bit < digit + 4; bit++) {
        value = 2 * value + (bits[bit] ? 1 : 0);
      }
      hex.append(HexFormat.of().toLowHexDigit(value));
    }
    return new Fingerprint(hex.toString());
  }

  private static float[] grid(LesionImage image) {
    NativeOpenCv.load();
    Mat grey = new Mat();
    Imgproc.cvtColor(image.bgr(), grey, Imgproc.COLOR_BGR2GRAY);
    Imgproc.resize(grey, grey, new Size(FINE, FINE), 0, 0, Imgproc.INTER_AREA);
    grey.convertTo(grey, CvType.CV_32FC1);
    Imgproc.resize(grey, grey, new Size(GRID, GRID), 0, 0, Imgproc.INTER_AREA);
    float[] values = new float[GRID * GRID];
    grey.get(0, 0, values);
    grey.release();
    return values;
  }
}
