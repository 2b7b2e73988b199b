package dev.nevus.image;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/**
 * Walks over the data elements of a DICOM data set in little endian order (PS3.5, chapter 7),
 * without looking into values that nobody asked for. Every step moves forward, nesting is bounded,
 * and nothing is copied. Throws IllegalArgumentException or IndexOutOfBoundsException where the
 * bytes are no data set. Not for two threads.
 */
final class DicomElements {
  static final long UNDEFINED = 0xFFFF_FFFFL;
  static final int ITEM = 0xFFFE_E000;
  static final int END_OF_SEQUENCE = 0xFFFE_E0DD;

  private static final int END_OF_ITEM = 0xFFFE_E00D;
  private static final int MOST_DEPTH = 16;
  private static final Set<String> LONG_FORMS =
      Set.of("OB", "OD", "OF", "OL", "OV", "OW", "SQ", "SV", "UC", "UN", "UR", "UT", "UV");

  /**
   * One element.
   *
   * @param tag group and number in one
   * @param form the value representation; {@code --} where the file names none
   * @param at where its value begins
   * @param length of its value, bytes; {@link #UNDEFINED} where delimiters end it
   */
  record Element(int tag, String form, int at, long length) {}

  private final ByteBuffer file;
  private final boolean isExplicit;
  private int at;

  DicomElements(ByteBuffer bytes, int from, boolean isExplicit) {
    this.file = bytes.duplicate().order(ByteOrder.LITTLE_ENDIAN);
    this.at = from;
    this.isExplicit = isExplicit;
  }

  /** Where the next element begins. */
  int position() {
    return at;
  }

  /** The group of the next element, which every form has at the same place. */
  int group() {
    return file.getShort(at) & 0xFFFF;
  }

  /** The head of the next element; the walk stands at its value then. */
  Element next() {
    return head(isExplicit);
  }

  /** Goes over the value of the element that was read last. */
  void skip(Element element) {
    skip(element, isExplicit, 0);
  }

  /** A number of two bytes. */
  int number(Element element) {
    if (element.length() != 2) {
      throw new IllegalArgumentException("a number of two bytes is expected");
    }
    return file.getShort(element.at()) & 0xFFFF;
  }

  /** A short text without its padding. */
  String text(Element element, int longest) {
    if (element.length() > longest) {
      throw new IllegalArgumentException("a short text is expected");
    }
    byte[] text = new byte[(int) element.length()];
    file.get(element.at(), text);
    return new String(text, StandardCharsets.US_ASCII).replace('\0', ' ').strip();
  }

  private Element head(boolean hasForms) {
    int tag = file.getShort(at) << 16 | (file.getShort(at + 2) & 0xFFFF);
    boolean isDelimiter = tag >>> 16 == 0xFFFE;
    if (!hasForms || isDelimiter) {
      long length = file.getInt(at + 4) & UNDEFINED;
      at += 8;
      return new Element(tag, "--", at, length);
    }
    String form = form();
    boolean isLong = LONG_FORMS.contains(form);
    long length = isLong ? file.getInt(at + 8) & UNDEFINED : file.getShort(at + 6) & 0xFFFF;
    at += isLong ? 12 : 8;
    return new Element(tag, form, at, length);
  }

  private String form() {
    char first = (char) file.get(at + 4);
    char second = (char) file.get(at + 5);
    if (first < 'A' || first > 'Z' || second < 'A' || second > 'Z') {
      throw new IllegalArgumentException("no value representation");
    }
    return "" + first + second;
  }

  private void skip(Element element, boolean hasForms, int depth) {
    if (element.length() != UNDEFINED) {
      forward(element.length());
      return;
    }
    if (depth > MOST_DEPTH) {
      throw new IllegalArgumentException("sequences in sequences without an end");
    }
    // Of a form that its writer did not know, the items are written as in the implicit syntax.
    boolean inside = hasForms && !element.form().equals("UN");
    for (Element item = head(inside); item.tag() != END_OF_SEQUENCE; item = head(inside)) {
      if (item.tag() != ITEM) {
        throw new IllegalArgumentException("an item is expected");
      }
      if (item.length() == UNDEFINED) {
        skipItem(inside, depth);
      } else {
        forward(item.length());
      }
    }
  }

  private void skipItem(boolean hasForms, int depth) {
    for (Element e = head(hasForms); e.tag() != END_OF_ITEM; e = head(hasForms)) {
      skip(e, hasForms, depth + 1);
    }
  }

  private void forward(long length) {
    if (length > file.limit() - at) {
      throw new IndexOutOfBoundsException("a value ends behind the file");
    }
    at += (int) length;
  }
}
