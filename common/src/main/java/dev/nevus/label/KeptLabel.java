package dev.nevus.label;

import java.util.Optional;

/**
 * A label and what became of it.
 *
 * @param withdrawal present if it trains no future model
 */
public record KeptLabel(Label label, Optional<Withdrawal> withdrawal) {
  /** Whether it may train a model. */
  public boolean isInForce() {
    return withdrawal.isEmpty();
  }
}
