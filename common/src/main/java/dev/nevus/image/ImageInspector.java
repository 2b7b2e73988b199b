package dev.nevus.image;

import dev.nevus.image.Refusal.Code;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;

/**
 * Looks at the first bytes and the structure of an image file and decides whether a decoder may
 * touch it. Runs no decoder, allocates nothing that the file's numbers could make large, and takes
 * time linear in the file's size at most. Immutable; safe for many threads.
 */
public final class ImageInspector {
  private final ImageLimits limits;

  public ImageInspector(ImageLimits limits) {
    this.limits = limits;
  }

  /** The limits that this inspector holds files to. */
  public ImageLimits limits() {
    return limits;
  }

  /** Accepts or refuses these bytes; never throws, whatever they hold. */
  public Inspection inspect(byte[] encoded) {
    if (encoded.length == 0) {
      return refuse(Code.EMPTY_BODY, "There are no bytes: send the image file as the body.");
    }
    if (encoded.length > limits.maxBytes()) {
      return tooManyBytes(encoded.length);
    }
    try {
      return within(header(encoded));
    } catch (RefusedException e) {
      return new Inspection.Refused(e.refusal());
    } catch (BufferUnderflowException | IndexOutOfBoundsException | IllegalArgumentException e) {
      return refuse(
          Code.UNREADABLE_HEADER,
          "The file starts like an image but ends or breaks inside its header: send the whole file"
              + " again.");
    }
  }

  /**
   * The refusal for a body of {@code bytes} bytes; for doors that see the length before the bytes.
   */
  public Inspection.Refused tooManyBytes(long bytes) {
    return refuse(
        Code.TOO_MANY_BYTES,
        "The image has %,d bytes, at most %,d are taken: send it with stronger compression."
            .formatted(bytes, limits.maxBytes()));
  }

  private ImageHeader header(byte[] encoded) throws RefusedException {
    ByteBuffer file = ByteBuffer.wrap(encoded).asReadOnlyBuffer();
    // First: a file may be DICOM and, in its preamble, TIFF. The DICOM reader hands on pixels only.
    if (DicomStructure.starts(encoded)) {
      return DicomStructure.read(file, limits);
    }
    if (JpegStructure.starts(encoded)) {
      return JpegStructure.read(file);
    }
    if (PngStructure.starts(encoded)) {
      return PngStructure.read(file, limits);
    }
    if (BmpStructure.starts(encoded)) {
      return BmpStructure.read(file, limits);
    }
    if (TiffStructure.starts(encoded)) {
      return TiffStructure.readImage(file);
    }
    throw new Refusal(
            Code.UNSUPPORTED_FORMAT,
            "The content is not a JPEG, PNG, BMP, TIFF or DICOM image, whatever its name says:"
                + " convert it to one of these.")
        .asException();
  }

  private Inspection within(ImageHeader header) {
    if (header.storedWidth() < 1 || header.storedHeight() < 1) {
      return refuse(
          Code.UNREADABLE_HEADER, "The header declares an image without pixels: export it again.");
    }
    int longSide = Math.max(header.storedWidth(), header.storedHeight());
    if (header.pixels() > limits.maxPixels() || longSide > limits.maxSide()) {
      return refuse(
          Code.TOO_MANY_PIXELS,
          "The header declares %,d x %,d pixels, at most %,d pixels and %,d a side are taken: send a smaller version."
              .formatted(
                  header.storedWidth(),
                  header.storedHeight(),
                  limits.maxPixels(),
                  limits.maxSide()));
    }
    if (Math.min(header.storedWidth(), header.storedHeight()) < limits.minSide()) {
      return refuse(
          Code.TOO_SMALL,
          "The image is %,d x %,d pixels, each side must have at least %,d: send the original, not a thumbnail."
              .formatted(header.storedWidth(), header.storedHeight(), limits.minSide()));
    }
    return new Inspection.Accepted(header);
  }

  private static Inspection.Refused refuse(Code code, String detail) {
    return new Inspection.Refused(new Refusal(code, detail));
  }
}
