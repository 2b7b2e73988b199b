package dev.nevus.ingest.overlay;

import org.opencv.core.Mat;
import org.opencv.core.MatOfByte;
import org.opencv.core.MatOfInt;
import org.opencv.imgcodecs.Imgcodecs;

/** How a picture is written: small for a page, or without loss for whoever asks. */
public enum PictureFormat {
  JPEG("image/jpeg", ".jpg", Imgcodecs.IMWRITE_JPEG_QUALITY, 92),
  PNG("image/png", ".png", Imgcodecs.IMWRITE_PNG_COMPRESSION, 1);

  private final String mediaType;
  private final String extension;
  private final int option;
  private final int value;

  PictureFormat(String mediaType, String extension, int option, int value) {
    this.mediaType = mediaType;
    this.extension = extension;
    this.option = option;
    this.value = value;
  }

  /**
   * The format that a request asks for: PNG where its {@code Accept} header names that and not
   * JPEG, else JPEG.
   *
   * @param accept the header; empty where there is none
   */
  public static PictureFormat wanted(String accept) {
    return accept.contains(PNG.mediaType) && !accept.contains(JPEG.mediaType) ? PNG : JPEG;
  }

  /** The IANA media type. */
  public String mediaType() {
    return mediaType;
  }

  byte[] encode(Mat picture) {
    MatOfByte file = new MatOfByte();
    MatOfInt options = new MatOfInt(option, value);
    try {
      if (!Imgcodecs.imencode(extension, picture, file, options)) {
        throw new IllegalStateException("OpenCV could not encode a picture of " + picture.size());
      }
      return file.toArray();
    } finally {
      file.release();
      options.release();
    }
  }
}
