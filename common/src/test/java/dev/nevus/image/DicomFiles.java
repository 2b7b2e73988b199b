package dev.nevus.image;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/** DICOM files made while the tests run, element by element, so that each may be wrong. */
public final class DicomFiles {
  public static final String IMPLICIT = "1.2.840.10008.1.2";
  public static final String EXPLICIT = "1.2.840.10008.1.2.1";
  public static final String JPEG_BASELINE = "1.2.840.10008.1.2.4.50";
  public static final int PATIENT_NAME = 0x0010_0010;
  public static final int SAMPLES = 0x0028_0002;
  public static final int PHOTOMETRIC = 0x0028_0004;
  public static final int PLANAR = 0x0028_0006;
  public static final int FRAMES = 0x0028_0008;
  public static final int ROWS = 0x0028_0010;
  public static final int COLUMNS = 0x0028_0011;
  public static final int SPACING = 0x0028_0030;
  public static final int ALLOCATED = 0x0028_0100;

  private final String syntax;
  private final Map<Integer, Object> elements = new LinkedHashMap<>();

  private DicomFiles(String syntax, String photometric, int samples, int width, int height) {
    this.syntax = syntax;
    with(0x0008_0060, "XC")
        .with(PATIENT_NAME, "Evilmark^Secret")
        .with(SAMPLES, samples)
        .with(PHOTOMETRIC, photometric)
        .with(PLANAR, 0)
        .with(FRAMES, "1")
        .with(ROWS, height)
        .with(COLUMNS, width)
        .with(ALLOCATED, 8)
        .with(0x0028_0101, 8)
        .with(0x0028_0103, 0);
  }

  public static DicomFiles plain(
      String syntax, String photometric, int samples, int width, int height) {
    return new DicomFiles(syntax, photometric, samples, width, height);
  }

  public static DicomFiles jpeg(String photometric, int samples, int width, int height) {
    return new DicomFiles(JPEG_BASELINE, photometric, samples, width, height);
  }

  /** Sets an element: a number of two bytes, or a text. */
  public DicomFiles with(int tag, Object value) {
    elements.put(tag, value);
    return this;
  }

  /** The file with these pixels as they are. */
  public byte[] holding(byte[] pixels) {
    ByteArrayOutputStream file = head();
    element(file, 0x7FE0_0010, "OB", padded(pixels), pixels.length + pixels.length % 2);
    return file.toByteArray();
  }

  /** The file with its pixels in fragments behind an empty table. */
  public byte[] fragments(byte[]... fragments) {
    ByteArrayOutputStream file = head();
    element(file, 0x7FE0_0010, "OB", new byte[0], -1);
    item(file, new byte[0]);
    for (byte[] fragment : fragments) {
      item(file, padded(fragment));
    }
    file.writeBytes(little(8).putShort((short) 0xFFFE).putShort((short) 0xE0DD).putInt(0).array());
    return file.toByteArray();
  }

  private ByteArrayOutputStream head() {
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    file.writeBytes(new byte[128]);
    file.writeBytes("DICM".getBytes(StandardCharsets.US_ASCII));
    byte[] uid = padded(syntax.getBytes(StandardCharsets.US_ASCII));
    explicit(file, 0x0002_0010, "UI", uid, uid.length);
    // A sequence without a length, with an item without a length, as writers like them.
    element(file, 0x0008_1140, "SQ", new byte[0], -1);
    file.writeBytes(little(8).putShort((short) 0xFFFE).putShort((short) 0xE000).putInt(-1).array());
    element(file, 0x0028_0010, "US", new byte[] {9, 0}, 2);
    file.writeBytes(little(8).putShort((short) 0xFFFE).putShort((short) 0xE00D).putInt(0).array());
    file.writeBytes(little(8).putShort((short) 0xFFFE).putShort((short) 0xE0DD).putInt(0).array());
    elements.forEach((tag, value) -> write(file, tag, value));
    return file;
  }

  private void write(ByteArrayOutputStream file, int tag, Object value) {
    if (value instanceof Integer number) {
      element(file, tag, "US", little(2).putShort(number.shortValue()).array(), 2);
    } else {
      byte[] text = padded(value.toString().getBytes(StandardCharsets.US_ASCII));
      element(file, tag, "CS", text, text.length);
    }
  }

  private void element(ByteArrayOutputStream file, int tag, String form, byte[] value, int length) {
    if (syntax.equals(IMPLICIT)) {
      file.writeBytes(tag(tag));
      file.writeBytes(little(4).putInt(length).array());
      file.writeBytes(value);
    } else {
      explicit(file, tag, form, value, length);
    }
  }

  private static void explicit(
      ByteArrayOutputStream file, int tag, String form, byte[] value, int length) {
    file.writeBytes(tag(tag));
    file.writeBytes(form.getBytes(StandardCharsets.US_ASCII));
    boolean isLong = form.equals("OB") || form.equals("SQ");
    file.writeBytes(
        isLong
            ? little(6).putShort((short) 0).putInt(length).array()
            : little(2).putShort((short) length).array());
    file.writeBytes(value);
  }

  private static void item(ByteArrayOutputStream file, byte[] content) {
    file.writeBytes(
        little(8).putShort((short) 0xFFFE).putShort((short) 0xE000).putInt(content.length).array());
    file.writeBytes(content);
  }

  private static byte[] tag(int tag) {
    return little(4).putShort((short) (tag >>> 16)).putShort((short) tag).array();
  }

  private static byte[] padded(byte[] value) {
    return Arrays.copyOf(value, value.length + value.length % 2);
  }

  private static ByteBuffer little(int bytes) {
    return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }
}
