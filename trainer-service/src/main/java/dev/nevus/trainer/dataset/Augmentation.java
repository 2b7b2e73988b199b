package dev.nevus.trainer.dataset;

/** Whether samples are varied while they are fed. */
public enum Augmentation {
  /** Every sample as it is. */
  NONE,
  /**
   * Moved, turned, scaled and mirrored, in other light and colours, now and then with hair, pen
   * marks, blur or noise. A lesion has no up or left, and cameras differ, so each of these is an
   * image that could have been taken.
   */
  FULL
}
