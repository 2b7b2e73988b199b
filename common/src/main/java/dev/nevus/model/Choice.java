package dev.nevus.model;

import dev.nevus.settings.OneLine;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A decision before it has its number; see {@link Decision} for what the parts mean.
 *
 * @param by 1 to 64 characters
 * @param reason one line of 1 to 500 characters
 */
public record Choice(
    Decision.Kind kind,
    ModelId model,
    Optional<ModelId> against,
    String by,
    String reason,
    List<String> findings,
    Map<String, Double> scores) {
  private static final int LONGEST_NAME = 64;

  /**
   * @throws IllegalArgumentException if nobody, or no reason, is named in one line
   */
  public Choice {
    requireLine("who decides", by, LONGEST_NAME);
    requireLine("the reason", reason, OneLine.LONGEST);
    findings = List.copyOf(findings);
    scores = Map.copyOf(scores);
  }

  /** A decision that no comparison led to. */
  public static Choice of(Decision.Kind kind, ModelId model, String by, String reason) {
    return new Choice(kind, model, Optional.empty(), by, reason, List.of(), Map.of());
  }

  Decision numbered(int number, Instant at) {
    return new Decision(number, kind, model, against, by, reason, findings, scores, at);
  }

  private static void requireLine(String what, String text, int longest) {
    if (!OneLine.is(text, longest)) {
      throw new IllegalArgumentException(
          what + " must be told in one line of 1 to " + longest + " characters");
    }
  }
}
