package dev.nevus.trainer.dataset;

import java.io.IOException;
import java.util.List;

/** A data set is refused: some of its pairs cannot be used. The message lists them. */
public final class BadPairsException extends IOException {
  private static final long serialVersionUID = 1L;
  private static final int LISTED = 20;

  /**
   * The refusal.
   *
   * @param problems one for each pair, naming it
   */
  public BadPairsException(List<String> problems) {
    super(
        "%d of the pairs cannot be used:%n  %s%s"
            .formatted(
                problems.size(),
                String.join(
                    System.lineSeparator() + "  ",
                    problems.subList(0, Math.min(LISTED, problems.size()))),
                problems.size() > LISTED ? System.lineSeparator() + "  ..." : ""));
  }
}
