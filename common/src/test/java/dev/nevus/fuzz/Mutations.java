package dev.nevus.fuzz;

import dev.nevus.image.DicomFiles;
import dev.nevus.mask.DrawnLesion;
import dev.nevus.mask.DrawnLesions;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.CRC32;
import org.opencv.core.Mat;
import org.opencv.core.MatOfByte;
import org.opencv.core.MatOfInt;
import org.opencv.imgcodecs.Imgcodecs;

/**
 * Images that were sound until something happened to them: drawn ones in every format that is
 * taken, each changed as its seed says. The same seed always gives the same bytes. Immutable.
 */
public final class Mutations {
  private static final int WIDTH = 96;
  private static final int HEIGHT = 64;
  private static final int LZW = 5;
  private static final int DEFLATE = 8;
  private static final int[] EDGES = {
    0, 1, 0x7F, 0x80, 0xFF, 0x7FFF, 0x8000, 0xFFFF, 0x7FFF_FFFF, 0x8000_0000, 0xFFFF_FFFF
  };

  private final List<byte[]> sound;

  public Mutations() {
    try (DrawnLesion drawn = DrawnLesions.draw(DrawnLesions.Scene.varied(WIDTH, HEIGHT, 1), 1)) {
      Mat bgr = drawn.image().bgr();
      byte[] jpeg = drawn.jpeg();
      byte[] pixels = new byte[3 * WIDTH * HEIGHT];
      bgr.get(0, 0, pixels);
      DicomFiles inJpeg = DicomFiles.jpeg("YBR_FULL_422", 3, WIDTH, HEIGHT);
      DicomFiles plain = DicomFiles.plain(DicomFiles.IMPLICIT, "RGB", 3, WIDTH, HEIGHT);
      this.sound =
          List.of(
              jpeg,
              encoded(".jpg", bgr, Imgcodecs.IMWRITE_JPEG_PROGRESSIVE, 1),
              encoded(".jpg", bgr, Imgcodecs.IMWRITE_JPEG_RST_INTERVAL, 8),
              drawn.png(),
              encoded(".bmp", bgr),
              encoded(".tiff", bgr, Imgcodecs.IMWRITE_TIFF_COMPRESSION, 1),
              encoded(".tiff", bgr, Imgcodecs.IMWRITE_TIFF_COMPRESSION, LZW),
              encoded(".tiff", bgr, Imgcodecs.IMWRITE_TIFF_COMPRESSION, DEFLATE),
              inJpeg.fragments(jpeg),
              plain.holding(pixels));
    }
  }

  private static byte[] encoded(String extension, Mat bgr, int... options) {
    MatOfByte file = new MatOfByte();
    MatOfInt wanted = new MatOfInt(options);
    if (!Imgcodecs.imencode(extension, bgr, file, wanted)) {
      throw new IllegalStateException("cannot encode " + extension);
    }
    byte[] bytes = file.toArray();
    file.release();
    wanted.release();
    return bytes;
  }

  /** The images before anything happened to them. */
  public List<byte[]> sound() {
    return sound;
  }

  /** The image of this seed. */
  public byte[] of(long seed) {
    Random random = new Random(seed);
    // The first numbers of seeds that follow each other are alike.
    random.nextLong();
    byte[] file = sound.get(random.nextInt(sound.size())).clone();
    for (int changes = 1 + random.nextInt(5); changes > 0; changes--) {
      file = changed(file, random);
    }
    return random.nextBoolean() ? withRightChecksums(file) : file;
  }

  private byte[] changed(byte[] file, Random random) {
    if (file.length < 16) {
      return file;
    }
    // Most of it near the front, where the structure is.
    int reach = random.nextInt(3) == 0 ? file.length : Math.min(200, file.length);
    int at = random.nextInt(reach);
    int length = 1 + random.nextInt(Math.min(64, file.length - at));
    return switch (random.nextInt(7)) {
      case 0 -> with(file, at, (byte) random.nextInt(256));
      case 1 -> with(file, at, (byte) (file[at] ^ 1 << random.nextInt(8)));
      case 2 -> number(file, Math.min(at, file.length - 4), random);
      case 3 -> Arrays.copyOf(file, file.length - random.nextInt(file.length / 2));
      case 4 -> spliced(file, at, file, at + length);
      case 5 -> spliced(file, at + length, file, at);
      default -> {
        byte[] other = sound.get(random.nextInt(sound.size()));
        yield spliced(file, at, other, random.nextInt(other.length));
      }
    };
  }

  private static byte[] with(byte[] file, int at, byte value) {
    file[at] = value;
    return file;
  }

  /** A number of two or four bytes at the edge of what it may be, either end first. */
  private static byte[] number(byte[] file, int at, Random random) {
    int edge = EDGES[random.nextInt(EDGES.length)];
    int value = random.nextBoolean() ? edge : Integer.reverseBytes(edge);
    if (random.nextBoolean()) {
      ByteBuffer.wrap(file).putInt(at, value);
    } else {
      ByteBuffer.wrap(file).putShort(at, (short) value);
    }
    return file;
  }

  /** The first until {@code end}, the second from {@code from} on. */
  private static byte[] spliced(byte[] first, int end, byte[] second, int from) {
    byte[] both = Arrays.copyOf(first, end + second.length - from);
    System.arraycopy(second, from, both, end, second.length - from);
    return both;
  }

  /** So that what was done to a PNG is not found by its checksums alone. */
  private static byte[] withRightChecksums(byte[] file) {
    if (file.length < 8 || file[0] != (byte) 0x89) {
      return file;
    }
    ByteBuffer png = ByteBuffer.wrap(file);
    int at = 8;
    while (at + 12 <= file.length) {
      int length = png.getInt(at);
      if (length < 0 || length > file.length - at - 12) {
        return file;
      }
      CRC32 checksum = new CRC32();
      checksum.update(file, at + 4, length + 4);
      png.putInt(at + 8 + length, (int) checksum.getValue());
      at += 12 + length;
    }
    return file;
  }
}
