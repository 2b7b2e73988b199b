package dev.nevus.segment.onnx;

/**
 * A model file that cannot serve: it breaks the contract, or the engine refuses it. The message
 * says what is wrong and what to do, in one line; names out of the file are cut and cleaned.
 */
public final class BadModelException extends Exception {
  /** Stable reason codes. Names may be added, none ever changes its meaning. */
  public enum Code {
    /** More bytes than a model may have. */
    TOO_LARGE("too-large"),
    /** Empty, damaged, or of another format. */
    NOT_ONNX("not-onnx"),
    /** Weights lie outside the file. */
    EXTERNAL_DATA("external-data"),
    /** A weight is not a number, or infinite. */
    BAD_WEIGHTS("bad-weights"),
    /** The engine lacks an operator, or the operator's version. */
    UNSUPPORTED_OPERATOR("unsupported-operator"),
    /** The engine refuses the file for another reason. */
    ENGINE_REFUSED("engine-refused"),
    /** Not one input of uint8 [N,H,W,3], or one of a size that is not served. */
    WRONG_INPUT("wrong-input"),
    /** Not one output of float [N,H,W,1], declared or given. */
    WRONG_OUTPUT("wrong-output"),
    /** The engine fails at an image. */
    ENGINE_FAILED("engine-failed"),
    /** An image takes too long. */
    TOO_SLOW("too-slow"),
    /** A value of the output lies outside 0 to 1, or is not a number. */
    NOT_A_PROBABILITY("not-a-probability"),
    /** The same image twice gives two results. */
    NOT_DETERMINISTIC("not-deterministic"),
    /** What else is in the batch changes an image's result. */
    BATCH_DEPENDENT("batch-dependent"),
    /** The network takes another size than its manifest says. */
    INPUT_SIZE("input-size"),
    /** It makes something else of its golden picture than it did when it was born. */
    GOLDEN_ANSWER("golden-answer");

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

  public BadModelException(Code code, String message) {
    super(message);
    this.code = code;
  }

  public BadModelException(Code code, String message, Throwable cause) {
    super(message, cause);
    this.code = code;
  }

  /** Why, for programs. */
  public Code code() {
    return code;
  }
}
