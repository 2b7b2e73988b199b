package dev.nevus.event;

/** Which images go first. */
public enum Urgency {
  /** Somebody waits for the mask. */
  LIVE,
  /** Behind all live images: old ones that are brought in bulk, or beyond their source's quota. */
  BACKLOG
}
