package dev.nevus.deadletter;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What has become of a dead letter. */
public enum LetterState {
  /** Nobody decided yet. */
  OPEN("open"),
  /** Its record stands on its topic once more. */
  REPLAYED("replayed"),
  /** Kept, out of the way. */
  PARKED("parked"),
  /** Kept, and never to be worked on again. */
  DROPPED("dropped"),
  /** Its image has a mask all the same, whatever was decided: a mask outranks a letter. */
  OVERTAKEN("overtaken");

  private final String word;

  LetterState(String word) {
    this.word = word;
  }

  /** The state as programs read it. */
  public String word() {
    return word;
  }

  /** The state with this {@link #word()}; for input that may be anything. */
  public static Optional<LetterState> named(String word) {
    return Arrays.stream(values()).filter(state -> state.word.equals(word)).findFirst();
  }

  /** All words, in their order. */
  public static List<String> words() {
    return Arrays.stream(values()).map(LetterState::word).toList();
  }
}
