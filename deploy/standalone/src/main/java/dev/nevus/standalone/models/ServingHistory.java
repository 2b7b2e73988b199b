package dev.nevus.standalone.models;

import dev.nevus.model.Aliases;
import dev.nevus.model.Decision;
import dev.nevus.model.ModelId;
import java.util.List;
import java.util.Optional;

/**
 * Which models served, as the decisions tell.
 *
 * @param decisions all of them, the first one first
 */
public record ServingHistory(List<Decision> decisions) {
  public ServingHistory {
    decisions = List.copyOf(decisions);
  }

  /** The model that serves. */
  public Optional<ModelId> champion() {
    return Aliases.of(decisions).champion().map(Decision::model);
  }

  /** The last model that served before the champion and is another. */
  public Optional<ModelId> before() {
    Optional<ModelId> before = Optional.empty();
    for (Decision decision : decisions) {
      if (decision.kind().promotes() && !champion().equals(Optional.of(decision.model()))) {
        before = Optional.of(decision.model());
      }
    }
    return before;
  }

  /** Whether a model served at any time. */
  public boolean hasServed(ModelId model) {
    return decisions.stream()
        .anyMatch(decision -> decision.kind().promotes() && decision.model().equals(model));
  }

  /** Number of the last decision, 0 before the first. */
  public int last() {
    return decisions.isEmpty() ? 0 : decisions.get(decisions.size() - 1).number();
  }

  /** What was decided on a model. */
  public List<Decision> of(ModelId model) {
    return decisions.stream().filter(decision -> decision.model().equals(model)).toList();
  }
}
