package dev.nevus.segment;

import dev.nevus.store.Sha256;
import java.util.Collections;

/** Golden answers for tests. */
public final class GoldenAnswers {
  private GoldenAnswers() {}

  /** The same probability everywhere. */
  public static GoldenAnswer flat(byte[] picture, double probability) {
    return new GoldenAnswer(
        Sha256.of(picture),
        Collections.nCopies(GoldenAnswer.SIDE * GoldenAnswer.SIDE, probability));
  }
}
