package dev.nevus.worker;

import dev.nevus.event.MaskPredicted;

/**
 * A mask that was made and is not stored yet.
 *
 * @param png the mask's file
 * @param fact what was measured on it, and how it came about
 */
record MadeMask(Png png, MaskPredicted fact) {
  /** Bytes that compare by identity: a record must not hold an array. */
  interface Png {
    byte[] bytes();
  }
}
