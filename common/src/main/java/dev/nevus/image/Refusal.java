package dev.nevus.image;

/**
 * Why something was not accepted: a value, not a failure. Trying again with the same bytes gives
 * the same answer.
 *
 * @param code stable, for programs
 * @param detail one sentence for a person: what is wrong and what to do; never holds content or
 *     names from the sender
 */
public record Refusal(Code code, String detail) {
  /** Stable reason codes. Names may be added, none ever changes its meaning. */
  public enum Code {
    EMPTY_BODY("empty-body"),
    TOO_MANY_BYTES("too-many-bytes"),
    TOO_MANY_PIXELS("too-many-pixels"),
    TOO_SMALL("too-small"),
    UNSUPPORTED_FORMAT("unsupported-format"),
    UNSUPPORTED_TRANSFER_SYNTAX("unsupported-transfer-syntax"),
    UNREADABLE_HEADER("unreadable-header"),
    CORRUPT_IMAGE("corrupt-image"),
    MORE_THAN_ONE_FRAME("more-than-one-frame"),
    MASK_SIZE("mask-size"),
    BAD_METADATA("bad-metadata"),
    BAD_REFERENCE("bad-reference"),
    UNREADABLE_EVENT("unreadable-event"),
    OBJECT_MISSING("object-missing"),
    MODEL_UNVERIFIED("model-unverified"),
    ATTEMPTS_EXHAUSTED("attempts-exhausted");

    private final String id;

    Code(String id) {
      this.id = id;
    }

    /** The code as it stands in problems, dead letters and metrics: lower case, hyphens. */
    public String id() {
      return id;
    }

    /**
     * The code with this {@link #id()}, or {@link #UNREADABLE_EVENT} for one that a newer version
     * wrote.
     */
    public static Code of(String id) {
      for (Code code : values()) {
        if (code.id.equals(id)) {
          return code;
        }
      }
      return UNREADABLE_EVENT;
    }
  }

  /** This refusal as an exception. */
  public RefusedException asException() {
    return new RefusedException(this);
  }
}
