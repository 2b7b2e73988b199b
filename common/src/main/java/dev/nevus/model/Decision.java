package dev.nevus.model;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What was decided on a model. Decisions are numbered, only ever added, and all kept: they are the
 * history, and the aliases are read off them.
 *
 * @param number counted from 1, over all kinds
 * @param kind what was decided
 * @param model on which model
 * @param against the champion that it was compared with, where there was one
 * @param by who or what decided
 * @param reason one line
 * @param findings what spoke for or against it, one line each
 * @param scores name of a figure to its value, as the decision saw them
 * @param at when
 */
public record Decision(
    int number,
    Kind kind,
    ModelId model,
    Optional<ModelId> against,
    String by,
    String reason,
    List<String> findings,
    Map<String, Double> scores,
    Instant at) {
  /** What can be decided. */
  public enum Kind {
    /** Serves as the first one of an empty registry. */
    INSTALLED,
    /** Is the candidate. */
    NOMINATED,
    /** Serves: the gate let it through. */
    PROMOTED,
    /** Serves though the gate was not asked, or refused it: a person took that on. */
    FORCED,
    /** Serves again: it was the champion before. */
    ROLLED_BACK,
    /** Does not serve: the gate refused it. */
    REFUSED;

    /** Whether the model is the champion by this. */
    public boolean promotes() {
      return this != NOMINATED && this != REFUSED;
    }
  }

  public Decision {
    findings = List.copyOf(findings);
    scores = Map.copyOf(scores);
  }
}
