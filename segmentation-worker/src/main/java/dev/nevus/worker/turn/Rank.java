package dev.nevus.worker.turn;

/** Whose turn comes first: the first one's. */
public enum Rank {
  /** Somebody waits for the mask. */
  LIVE,
  /** Old images, and those that are segmented again. */
  BEHIND,
  /** Of no consequence for anybody. */
  SHADOW
}
