package dev.nevus.image;

import java.awt.image.DataBuffer;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.MatOfByte;
import org.opencv.core.MatOfInt;
import org.opencv.imgcodecs.Imgcodecs;

/** Small image files of every kind, made while the tests run. */
final class ImageFiles {
  private ImageFiles() {}

  /**
   * A picture whose four quarters differ, so that no turn goes unnoticed: blue 40, 80, 120, 160
   * from the top left along the rows.
   */
  static Mat quarters(int width, int height, int type) {
    NativeOpenCv.load();
    Mat mat = new Mat(height, width, type);
    double unit = mat.depth() == CvType.CV_16U ? 256 : 1;
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        double v = 40 * (1 + (x < width / 2 ? 0 : 1) + (y < height / 2 ? 0 : 2)) * unit;
        mat.put(y, x, Arrays.copyOf(new double[] {v, v, v, 255 * unit}, mat.channels()));
      }
    }
    return mat;
  }

  static byte[] encoded(String extension, Mat mat, int... options) {
    MatOfByte file = new MatOfByte();
    if (!Imgcodecs.imencode(extension, mat, file, new MatOfInt(options))) {
      throw new IllegalStateException("cannot encode " + extension);
    }
    return file.toArray();
  }

  static byte[] of(String extension, int width, int height) {
    return encoded(extension, quarters(width, height, CvType.CV_8UC3));
  }

  /** A JPEG that comes in several scans, each with some bits of the whole image. */
  static byte[] progressiveJpeg(int width, int height) {
    return encoded(
        ".jpg", quarters(width, height, CvType.CV_8UC3), Imgcodecs.IMWRITE_JPEG_PROGRESSIVE, 1);
  }

  /** A JPEG with an EXIF block that says how it is turned. */
  static byte[] turnedJpeg(int width, int height, int orientation, ByteOrder order) {
    return turnedJpeg(quarters(width, height, CvType.CV_8UC3), orientation, order);
  }

  /** Of pixels as they are to be stored. */
  static byte[] turnedJpeg(Mat stored, int orientation, ByteOrder order) {
    byte[] jpeg = encoded(".jpg", stored, Imgcodecs.IMWRITE_JPEG_QUALITY, 100);
    byte[] exif = exif(orientation, order);
    ByteBuffer segment = ByteBuffer.allocate(4 + 6 + exif.length);
    segment.putShort((short) 0xFFE1).putShort((short) (2 + 6 + exif.length));
    segment.put(new byte[] {'E', 'x', 'i', 'f', 0, 0}).put(exif);
    return inserted(jpeg, 2, segment.array());
  }

  /** A PNG with an eXIf chunk that says how it is turned. */
  static byte[] turnedPng(int width, int height, int orientation) {
    byte[] exif = exif(orientation, ByteOrder.BIG_ENDIAN);
    return inserted(of(".png", width, height), 33, chunk("eXIf", exif));
  }

  /** A TIFF whose orientation tag has another value: the directory grows by one entry. */
  static byte[] turnedTiff(int width, int height, int orientation) {
    byte[] tiff =
        encoded(
            ".tiff",
            quarters(width, height, CvType.CV_8UC3),
            Imgcodecs.IMWRITE_TIFF_COMPRESSION,
            1);
    ByteBuffer file = ByteBuffer.wrap(tiff).order(ByteOrder.LITTLE_ENDIAN);
    int directory = file.getInt(4);
    int entries = file.getShort(directory);
    ByteBuffer grown =
        ByteBuffer.allocate(tiff.length + 2 + 12 * (entries + 1) + 4)
            .order(ByteOrder.LITTLE_ENDIAN);
    grown.put(tiff).putInt(4, tiff.length).putShort((short) (entries + 1));
    boolean written = false;
    for (int i = 0; i < entries; i++) {
      int at = directory + 2 + 12 * i;
      if (!written && file.getShort(at) > 0x0112) {
        grown.putShort((short) 0x0112).putShort((short) 3).putInt(1).putInt(orientation);
        written = true;
      }
      grown.put(tiff, at, 12);
    }
    return grown.putInt(0).array();
  }

  /** A grey TIFF of a single tile, both sides multiples of 16, white throughout. */
  static byte[] tiledTiff(int width, int height) {
    int[][] tags = {
      {256, width},
      {257, height},
      {258, 8},
      {259, 1},
      {262, 1},
      {277, 1},
      {322, width},
      {323, height},
      {324, 8},
      {325, width * height}
    };
    int directory = 8 + width * height;
    ByteBuffer file =
        ByteBuffer.allocate(directory + 2 + 12 * tags.length + 4).order(ByteOrder.LITTLE_ENDIAN);
    file.put((byte) 'I').put((byte) 'I').putShort((short) 42).putInt(directory);
    Arrays.fill(file.array(), 8, directory, (byte) 255);
    file.position(directory).putShort((short) tags.length);
    for (int[] tag : tags) {
      file.putShort((short) tag[0]).putShort((short) 4).putInt(1).putInt(tag[1]);
    }
    return file.array();
  }

  /** A JPEG of four components, in the inverted form that Adobe's programs write: 255 is no ink. */
  static byte[] cmykJpeg(int width, int height, int cyan, int magenta, int yellow, int black)
      throws IOException {
    WritableRaster raster =
        Raster.createInterleavedRaster(DataBuffer.TYPE_BYTE, width, height, 4, null);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        raster.setPixel(x, y, new int[] {cyan, magenta, yellow, black});
      }
    }
    ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    try (ImageOutputStream out = ImageIO.createImageOutputStream(file)) {
      writer.setOutput(out);
      writer.write(null, new IIOImage(raster, null, null), null);
    }
    writer.dispose();
    return file.toByteArray();
  }

  /** A PNG whose header declares whatever it likes, with a scrap of pixels. */
  static byte[] pngDeclaring(int width, int height) {
    ByteBuffer header = ByteBuffer.allocate(13).putInt(width).putInt(height);
    header.put(new byte[] {8, 2, 0, 0, 0});
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    file.writeBytes(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'});
    file.writeBytes(chunk("IHDR", header.array()));
    file.writeBytes(chunk("IDAT", new byte[] {0x78, (byte) 0x9C, 3, 0, 0, 0, 0, 1}));
    file.writeBytes(chunk("IEND", new byte[0]));
    return file.toByteArray();
  }

  static byte[] chunk(String type, byte[] data) {
    ByteBuffer chunk = ByteBuffer.allocate(12 + data.length).putInt(data.length);
    chunk.put(type.getBytes(StandardCharsets.US_ASCII)).put(data);
    CRC32 crc = new CRC32();
    crc.update(chunk.array(), 4, 4 + data.length);
    return chunk.putInt((int) crc.getValue()).array();
  }

  static byte[] inserted(byte[] file, int at, byte[] piece) {
    return ByteBuffer.allocate(file.length + piece.length)
        .put(file, 0, at)
        .put(piece)
        .put(file, at, file.length - at)
        .array();
  }

  private static byte[] exif(int orientation, ByteOrder order) {
    ByteBuffer tiff = ByteBuffer.allocate(26).order(order);
    byte mark = (byte) (order == ByteOrder.LITTLE_ENDIAN ? 'I' : 'M');
    tiff.put(mark).put(mark).putShort((short) 42).putInt(8).putShort((short) 1);
    tiff.putShort((short) 0x0112).putShort((short) 3).putInt(1).putShort((short) orientation);
    return tiff.putShort((short) 0).putInt(0).array();
  }
}
