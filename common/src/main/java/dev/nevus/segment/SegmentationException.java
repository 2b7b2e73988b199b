package dev.nevus.segment;

/** The engine failed at an image that decoded well. */
public final class SegmentationException extends Exception {
  public SegmentationException(String message, Throwable cause) {
    super(message, cause);
  }

  public SegmentationException(String message) {
    super(message);
  }
}
