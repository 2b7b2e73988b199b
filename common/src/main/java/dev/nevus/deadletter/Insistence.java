package dev.nevus.deadletter;

/** Whether a person means it although a letter was dropped. */
public enum Insistence {
  /** Dropped letters stay dropped. */
  ASKING,
  /** Dropped ones, too. */
  INSISTING;

  /** From what a person ticked. */
  public static Insistence of(boolean force) {
    return force ? INSISTING : ASKING;
  }
}
