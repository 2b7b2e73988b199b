package dev.nevus.trainer.promotion;

/**
 * One rule, and the figures by which it was kept or broken.
 *
 * @param sentence one line, without the rule's code
 */
public record Reason(Rule rule, String sentence) {
  /** For records of decisions: the rule's code, a colon and the sentence. */
  public String line() {
    return rule.code() + ": " + sentence;
  }
}
