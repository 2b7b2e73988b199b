package dev.nevus.trainer.ledger;

/** What an image is used for, for ever. */
public enum Side {
  /** Models learn from it. */
  TRAINING,
  /** The best of a run's epochs is chosen by it. */
  VALIDATION,
  /** Frozen: candidate and champion are compared on it, and nothing else. */
  TEST,
  /** Used nowhere: what is known of it puts it on two sides at once. */
  WITHHELD
}
