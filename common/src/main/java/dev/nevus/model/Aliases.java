package dev.nevus.model;

import java.util.List;
import java.util.Optional;

/**
 * Which models are called what, as the decisions so far say.
 *
 * @param champion the decision by which the serving model serves
 * @param candidate the decision by which a model is the candidate; none once that model was
 *     promoted or refused, or another became the candidate
 */
public record Aliases(Optional<Decision> champion, Optional<Decision> candidate) {
  /** Before any decision. */
  public static final Aliases NONE = new Aliases(Optional.empty(), Optional.empty());

  /** After these decisions, in the order of their numbers. */
  public static Aliases of(List<Decision> history) {
    Aliases aliases = NONE;
    for (Decision decision : history) {
      aliases = aliases.after(decision);
    }
    return aliases;
  }

  /** After one more decision. */
  public Aliases after(Decision decision) {
    if (decision.kind() == Decision.Kind.NOMINATED) {
      return new Aliases(champion, Optional.of(decision));
    }
    Optional<Decision> other =
        candidate.filter(nominated -> !nominated.model().equals(decision.model()));
    return new Aliases(decision.kind().promotes() ? Optional.of(decision) : champion, other);
  }
}
