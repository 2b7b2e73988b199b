package dev.nevus.model;

/** A model file is not the one that its manifest certifies. It never serves. */
public final class CorruptModelException extends Exception {
  public CorruptModelException(String message) {
    super(message);
  }
}
