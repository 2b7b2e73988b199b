package dev.nevus.model;

/** A model's files are not those that somebody stands for. It never serves. */
public final class CorruptModelException extends Exception {
  /** Stable reason codes. Names may be added, none ever changes its meaning. */
  public enum Code {
    /** A file is not the one that the manifest certifies. */
    DIGEST("digest"),
    /** Nobody signed the manifest, and signatures are asked for. */
    UNSIGNED("unsigned"),
    /** The signature is none of a key that is trusted. */
    WRONG_SIGNATURE("wrong-signature");

    private final String id;

    Code(String id) {
      this.id = id;
    }

    /** The code as programs see it: lower case, hyphens. */
    public String id() {
      return id;
    }
  }

  private final Code code;

  public CorruptModelException(Code code, String message) {
    super(message);
    this.code = code;
  }

  /** Why, for programs. */
  public Code code() {
    return code;
  }
}
