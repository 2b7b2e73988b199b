package dev.nevus.standalone.ledger;

import java.util.Locale;

/** What must not be, with what a person can do about it. */
public enum Finding {
  LOST(
      "accepted, and the workers are done with it, but no mask and no dead letter: 'nevus ledger"
          + " verify --repair' announces it again, to be worked on"),
  TWICE("one fact in two different words: readers may have used either; look at who wrote it"),
  RESULT_WITHOUT_ACCEPT("a mask of an image that was never announced: look at who wrote it"),
  MISSING_ORIGINAL("announced, but the original is gone: restore it, or send the image again"),
  MISSING_MASK(
      "a mask was announced, but its file or its record is gone: restore it from a copy of the"
          + " bucket"),
  MISSING_LABEL(
      "a label was announced, but its mask or its record is gone: restore it from a copy of the"
          + " bucket"),
  MISSING_MODEL(
      "a model was announced, but its files or its certificate are gone: restore them from a copy"
          + " of the bucket"),
  BAD_DIGEST("the content is not what its name says: restore the object from a copy of the bucket"),
  BAD_LETTER("a dead letter without a reason or without a place on the log: look at who wrote it"),
  ORPHAN_IMAGE("an original that was never announced: 'nevus ledger verify --repair' announces it"),
  ORPHAN_MASK(
      "a mask's record that was never announced: 'nevus ledger verify --repair' announces it"),
  ORPHAN_LABEL(
      "a label's record that was never announced: 'nevus ledger verify --repair' announces it"),
  ORPHAN_MODEL("a model that was never announced: 'nevus ledger verify --repair' announces it"),
  UNREPAIRABLE("an orphan that --repair cannot announce, for this reason: look at the object");

  private final String advice;

  Finding(String advice) {
    this.advice = advice;
  }

  /** One sentence: what it is and what to do. */
  public String advice() {
    return advice;
  }

  /** Its name in JSON. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Whether it is an object without its event, which can be announced again. */
  public boolean isOrphan() {
    return name().startsWith("ORPHAN_");
  }
}
