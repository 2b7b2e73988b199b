package dev.nevus.image;

import dev.nevus.image.DicomElements.Element;
import dev.nevus.image.DicomPixels.Colours;
import dev.nevus.image.Refusal.Code;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * A DICOM file (PS3.10) that holds one colour or grey picture of 8 bits, plain or as a baseline
 * JPEG. Strict: what it does not know it refuses, since a guess about pixels would be a wrong mask.
 * Reads what describes the pixels and nothing that describes the patient.
 */
final class DicomStructure {
  private static final int PREAMBLE = 128;
  private static final int FIRST_ELEMENT = PREAMBLE + 4;
  private static final int LONGEST_TEXT = 64;
  private static final Pattern UID = Pattern.compile("[0-9.]{1,64}");

  private static final String IMPLICIT = "1.2.840.10008.1.2";
  private static final String EXPLICIT = "1.2.840.10008.1.2.1";
  private static final String JPEG_BASELINE = "1.2.840.10008.1.2.4.50";

  private static final int META = 0x0002;
  private static final int TRANSFER_SYNTAX = 0x0002_0010;
  private static final int SAMPLES = 0x0028_0002;
  private static final int PHOTOMETRIC = 0x0028_0004;
  private static final int PLANAR = 0x0028_0006;
  private static final int FRAMES = 0x0028_0008;
  private static final int ROWS = 0x0028_0010;
  private static final int COLUMNS = 0x0028_0011;
  private static final int PIXEL_SPACING = 0x0028_0030;
  private static final int BITS_ALLOCATED = 0x0028_0100;
  private static final int BITS_STORED = 0x0028_0101;
  private static final int SIGNED = 0x0028_0103;
  private static final int PIXEL_DATA = 0x7FE0_0010;
  private static final Set<Integer> NUMBERS =
      Set.of(SAMPLES, PLANAR, ROWS, COLUMNS, BITS_ALLOCATED, BITS_STORED, SIGNED);
  private static final Set<Integer> TEXTS = Set.of(PHOTOMETRIC, FRAMES, PIXEL_SPACING);

  private final ByteBuffer file;
  private final Map<Integer, Integer> numbers = new TreeMap<>();
  private final Map<Integer, String> texts = new TreeMap<>();

  private DicomStructure(ByteBuffer file) {
    this.file = file;
  }

  static boolean starts(byte[] file) {
    return file.length > FIRST_ELEMENT
        && file[PREAMBLE] == 'D'
        && file[PREAMBLE + 1] == 'I'
        && file[PREAMBLE + 2] == 'C'
        && file[PREAMBLE + 3] == 'M';
  }

  static ImageHeader read(ByteBuffer file, ImageLimits limits) throws RefusedException {
    DicomStructure structure = new DicomStructure(file);
    DicomPixels pixels = structure.walk();
    ImageHeader declared = pixels.header(0, structure.spacing());
    if (declared.pixels() > limits.maxPixels()) {
      // Whether it is whole matters no more: what it declares says more to the sender.
      return declared;
    }
    return pixels.header(pixels.requireWhole(file), structure.spacing());
  }

  /** Where the pixels of a file are that was read before. */
  static DicomPixels pixels(ByteBuffer file) throws RefusedException {
    return new DicomStructure(file).walk();
  }

  private DicomPixels walk() throws RefusedException {
    DicomElements meta = new DicomElements(file, FIRST_ELEMENT, true);
    String syntax = transferSyntax(meta);
    if (!Set.of(IMPLICIT, EXPLICIT, JPEG_BASELINE).contains(syntax)) {
      throw otherSyntax(syntax);
    }
    DicomElements elements = new DicomElements(file, meta.position(), !syntax.equals(IMPLICIT));
    while (true) {
      Element element = elements.next();
      if (element.tag() == PIXEL_DATA) {
        return pixels(element, syntax.equals(JPEG_BASELINE));
      }
      note(elements, element);
      elements.skip(element);
    }
  }

  /** Reads on to the first element behind the group of file meta information. */
  private static String transferSyntax(DicomElements meta) {
    String syntax = "";
    while (meta.group() == META) {
      Element element = meta.next();
      if (element.tag() == TRANSFER_SYNTAX) {
        syntax = meta.text(element, LONGEST_TEXT);
      }
      meta.skip(element);
    }
    return syntax;
  }

  private void note(DicomElements elements, Element element) {
    if (NUMBERS.contains(element.tag())) {
      numbers.putIfAbsent(element.tag(), elements.number(element));
    } else if (TEXTS.contains(element.tag())) {
      texts.putIfAbsent(element.tag(), elements.text(element, LONGEST_TEXT));
    }
  }

  private DicomPixels pixels(Element element, boolean isJpeg) throws RefusedException {
    int samples = number(SAMPLES, 1);
    String meaning = texts.getOrDefault(PHOTOMETRIC, "");
    if (!texts.getOrDefault(FRAMES, "1").equals("1")) {
      throw refused(
          Code.MORE_THAN_ONE_FRAME,
          "The DICOM object holds more than one frame: send one still image at a time.");
    }
    Optional<Colours> colours = colours(meaning, isJpeg);
    if (number(BITS_ALLOCATED, 0) != 8
        || number(BITS_STORED, 8) != 8
        || number(SIGNED, 0) != 0
        || colours.isEmpty()
        || samples != (colours.get() == Colours.GREY ? 1 : 3)) {
      throw refused(
          Code.UNSUPPORTED_FORMAT,
          "This DICOM object's pixels are not taken: they must be RGB, YBR_FULL or MONOCHROME2 of 8"
              + " bits, in a JPEG YBR_FULL, YBR_FULL_422 or MONOCHROME2.");
    }
    if (isJpeg != (element.length() == DicomElements.UNDEFINED)) {
      throw new IllegalArgumentException("pixels are there in another form than the syntax says");
    }
    return new DicomPixels(
        number(COLUMNS, 0),
        number(ROWS, 0),
        new DicomPixels.Form(colours.get(), number(PLANAR, 0) == 1, isJpeg),
        element.at(),
        element.length());
  }

  /** An RGB JPEG is not taken: decoders would guess its colours by other signs and be wrong. */
  private static Optional<Colours> colours(String meaning, boolean isJpeg) {
    return switch (meaning) {
      case "MONOCHROME2" -> Optional.of(Colours.GREY);
      case "RGB" -> isJpeg ? Optional.empty() : Optional.of(Colours.RGB);
      case "YBR_FULL" -> Optional.of(Colours.YBR);
      case "YBR_FULL_422" -> isJpeg ? Optional.of(Colours.YBR) : Optional.empty();
      default -> Optional.empty();
    };
  }

  private int number(int tag, int otherwise) {
    return numbers.getOrDefault(tag, otherwise);
  }

  /** Millimetres from row to row and from column to column, where they are the same. */
  private OptionalDouble spacing() {
    String[] both = texts.getOrDefault(PIXEL_SPACING, "").split("\\\\", -1);
    try {
      double rows = Double.parseDouble(both[0].strip());
      double columns = Double.parseDouble(both[both.length - 1].strip());
      boolean isSquare = both.length == 2 && Math.abs(rows - columns) <= rows / 100;
      return isSquare ? OptionalDouble.of(rows) : OptionalDouble.empty();
    } catch (NumberFormatException e) {
      return OptionalDouble.empty();
    }
  }

  private static RefusedException otherSyntax(String syntax) {
    // Digits and dots only: nothing else of a sender's file is repeated.
    String named = UID.matcher(syntax).matches() ? syntax : "that it names";
    return refused(
        Code.UNSUPPORTED_TRANSFER_SYNTAX,
        "The DICOM transfer syntax %s is not taken: send Implicit or Explicit VR Little Endian or JPEG Baseline (1.2.840.10008.1.2.4.50)."
            .formatted(named));
  }

  static RefusedException refused(Code code, String detail) {
    return new Refusal(code, detail).asException();
  }
}
