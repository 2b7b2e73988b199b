package dev.nevus.worker.model;

import dev.nevus.model.CorruptModelException;
import dev.nevus.segment.onnx.BadModelException;

/**
 * A model could not be verified and does not serve. Another try gives the same answer, unless
 * {@link #mayPass}.
 */
public final class UnverifiedModelException extends Exception {
  /** A file of the model is not in the store. */
  public static final String OBJECT_MISSING = "object-missing";

  /** Its file does not fit into this process beside the model that serves. */
  public static final String OUT_OF_MEMORY = "out-of-memory";

  private final String code;

  /**
   * @param code stable, lower case with hyphens: one of those above, of {@link
   *     CorruptModelException.Code} or of {@link BadModelException.Code}
   * @param message one sentence for a person
   */
  public UnverifiedModelException(String code, String message) {
    super(message);
    this.code = code;
  }

  UnverifiedModelException(String code, String message, Throwable cause) {
    super(message, cause);
    this.code = code;
  }

  /** Whether the cause lies in this process at this moment and not in the model. */
  public boolean mayPass() {
    return code.equals(OUT_OF_MEMORY);
  }

  /** Why, for programs. */
  public String code() {
    return code;
  }

  /** Why, for a person. */
  public String sentence() {
    return String.valueOf(getMessage());
  }
}
