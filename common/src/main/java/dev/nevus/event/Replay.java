package dev.nevus.event;

/**
 * Which dead letter a record is a second chance of.
 *
 * @param of where the record stood that the letter is about: the letter's id
 * @param number how many chances that makes, over all letters that led here; at least 1
 */
public record Replay(Origin of, int number) {
  /**
   * @throws IllegalArgumentException if the number is not positive
   */
  public Replay {
    if (number < 1) {
      throw new IllegalArgumentException("replays are counted from 1");
    }
  }
}
