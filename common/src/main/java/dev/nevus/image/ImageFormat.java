package dev.nevus.image;

/** The formats that Nevus takes, told by content and never by name. */
public enum ImageFormat {
  JPEG("image/jpeg"),
  PNG("image/png"),
  BMP("image/bmp"),
  TIFF("image/tiff"),
  /** One picture of the Part 10 form, not a series. */
  DICOM("application/dicom");

  private final String mediaType;

  ImageFormat(String mediaType) {
    this.mediaType = mediaType;
  }

  /** The IANA media type. */
  public String mediaType() {
    return mediaType;
  }
}
