package dev.nevus.standalone.ledger;

import java.util.Locale;

/** What is counted and is nothing bad by itself. */
public enum Count {
  /** Images that were announced. */
  ACCEPTED,
  /** Images with a mask, whoever's. */
  MASKS,
  /** Images without a mask, all of whose records were given up. */
  DEAD_LETTERS,
  /** Images without an end, which the workers still have before them. */
  BACKLOG,
  /** Announcements of images that were announced before. */
  REPEATED_ACCEPTS,
  /** Pairs of an image and a model with a mask. */
  RESULTS,
  /** Masks told once more in the same words. */
  REPEATED_RESULTS,
  /** Images with a mask and a dead letter. */
  OVERTAKEN,
  /** Dead letters of what no accepted image stands for. */
  OTHER_DEAD_LETTERS,
  /** Dead letters told once more. */
  REPEATED_DEAD_LETTERS,
  /** Masks of candidates, made on trial and never announced. */
  SHADOW_MASKS,
  /** Objects without their event that are too young to be orphans. */
  UNDER_WAY,
  /** Labels. */
  LABELS,
  /** Labels told once more in the same words. */
  REPEATED_LABELS,
  /** Models. */
  MODELS,
  /** Objects whose content was read and compared with its digest. */
  DIGESTS_READ,
  /** Records that are no events of Nevus. */
  UNREADABLE,
  /** Orphans that were announced. */
  REPAIRED,
  /** Lost images that were announced again. */
  ANNOUNCED_AGAIN;

  /** Its name in JSON. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
