package dev.nevus.deadletter;

import dev.nevus.label.Annotation;

/**
 * Who decides on a letter, and why.
 *
 * @param by pseudonym of the person
 * @param reason one line
 */
public record Decider(String by, String reason) {
  /**
   * @throws IllegalArgumentException naming the first field that has another form
   */
  public Decider {
    Annotation.requirePseudonym("by", by);
    Annotation.requireLine("reason", reason);
  }
}
