package dev.nevus.image;

import dev.nevus.image.DicomElements.Element;
import dev.nevus.image.Refusal.Code;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/**
 * Where the pixels of a DICOM file are, and in which form.
 *
 * @param width columns
 * @param height rows
 * @param form how they are written
 * @param at where their bytes begin
 * @param length of their bytes; undefined for a JPEG, whose fragments tell it
 */
record DicomPixels(int width, int height, Form form, int at, long length) {
  /** One frame comes in one fragment, as a rule; each costs memory however small it is. */
  private static final int MOST_FRAGMENTS = 1_000;

  /** What the samples of a pixel stand for. */
  enum Colours {
    GREY(1),
    RGB(3),
    /** Brightness, difference to blue, difference to red, each from 0 to 255. */
    YBR(3);

    private final int samples;

    Colours(int samples) {
      this.samples = samples;
    }
  }

  /**
   * How pixels are written.
   *
   * @param colours what samples stand for
   * @param isPlanar whether one colour's samples come all before the next colour's
   * @param isJpeg whether they are a JPEG in fragments, which tells the two others itself
   */
  record Form(Colours colours, boolean isPlanar, boolean isJpeg) {}

  /** Bytes within a file. */
  record Piece(int at, int length) {}

  ImageHeader header(int keptBytes, OptionalDouble spacing) {
    return new ImageHeader(
        ImageFormat.DICOM, width, height, 8, Orientation.UPRIGHT, keptBytes, spacing);
  }

  /** Bytes of plain pixels. */
  long plainBytes() {
    return (long) width * height * form.colours().samples;
  }

  /**
   * Checks that the pixels are all there, and as the data set declares them.
   *
   * @return bytes that the decoder of a JPEG keeps of each pixel
   */
  int requireWhole(ByteBuffer file) throws RefusedException {
    if (form.isJpeg()) {
      ByteBuffer jpeg = jpeg(file);
      ImageHeader inner = JpegStructure.read(jpeg);
      if (inner.storedWidth() != width || inner.storedHeight() != height) {
        throw DicomStructure.refused(
            Code.CORRUPT_IMAGE,
            "The JPEG in the DICOM object has another size than the object declares: export it"
                + " again.");
      }
      return inner.keptBytes();
    }
    // Values are of even length, so an odd number of pixels is followed by one byte.
    if (length != plainBytes() + plainBytes() % 2 || length > file.limit() - at) {
      throw DicomStructure.refused(
          Code.CORRUPT_IMAGE,
          "The DICOM object does not hold as many pixels as it declares: it was cut off, send it"
              + " again.");
    }
    return 0;
  }

  /** The JPEG's own bytes; a copy only where it is in several fragments. */
  ByteBuffer jpeg(ByteBuffer file) {
    List<Piece> fragments = fragments(file);
    if (fragments.size() == 1) {
      return file.slice(fragments.get(0).at(), fragments.get(0).length());
    }
    byte[] whole = new byte[fragments.stream().mapToInt(Piece::length).sum()];
    int end = 0;
    for (Piece fragment : fragments) {
      file.get(fragment.at(), whole, end, fragment.length());
      end += fragment.length();
    }
    return ByteBuffer.wrap(whole);
  }

  private List<Piece> fragments(ByteBuffer file) {
    DicomElements items = new DicomElements(file, at, false);
    // The first item is the table of offsets, which one frame does not need.
    items.skip(item(items.next()));
    List<Piece> fragments = new ArrayList<>();
    for (Element item = items.next();
        item.tag() != DicomElements.END_OF_SEQUENCE;
        item = items.next()) {
      items.skip(item(item));
      if (fragments.size() == MOST_FRAGMENTS) {
        throw new IllegalArgumentException("more than " + MOST_FRAGMENTS + " fragments");
      }
      fragments.add(new Piece(item.at(), (int) item.length()));
    }
    if (fragments.isEmpty()) {
      throw new IllegalArgumentException("no fragment");
    }
    return fragments;
  }

  private static Element item(Element element) {
    if (element.tag() != DicomElements.ITEM || element.length() == DicomElements.UNDEFINED) {
      throw new IllegalArgumentException("a fragment is expected");
    }
    return element;
  }
}
