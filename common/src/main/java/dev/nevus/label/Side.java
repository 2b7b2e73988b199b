package dev.nevus.label;

/** What an image is used for; it never changes. */
public enum Side {
  /** Models learn from it. */
  TRAINING,
  /** It chooses the best epoch of a training. */
  VALIDATION,
  /**
   * The frozen set: it decides between candidate and champion, and no model ever learned from it.
   */
  TEST,
  /** Used nowhere: what it shares with other images stands on two sides. */
  WITHHELD
}
