package dev.nevus.segment.onnx;

/**
 * A model file that cannot serve: it breaks the contract, or the engine refuses it. The message
 * says how.
 */
public final class BadModelException extends Exception {
  public BadModelException(String message) {
    super(message);
  }

  public BadModelException(String message, Throwable cause) {
    super(message, cause);
  }
}
