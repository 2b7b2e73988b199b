package dev.nevus.ingest.http;

import dev.nevus.label.Annotation;
import java.util.Optional;

/**
 * Who wants something that is put on record, and why.
 *
 * @param by pseudonym of the person
 * @param reason one line
 */
record Wish(String by, String reason) {
  /** Checks what was told. */
  static Wish of(Optional<String> by, Optional<String> reason) throws ProblemException {
    try {
      Annotation.requirePseudonym("by", by.orElse(""));
      Annotation.requireLine("reason", reason.orElse(""));
    } catch (IllegalArgumentException e) {
      throw new ProblemException(
          ProblemCode.BAD_PARAMETER, "Say who wants it, and why: " + e.getMessage() + ".");
    }
    return new Wish(by.orElseThrow(), reason.orElseThrow());
  }
}
