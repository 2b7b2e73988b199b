package dev.nevus.trainer.ledger;

import dev.nevus.label.Side;

/**
 * How much of everything is held back from training. Groups are drawn, so the shares of images only
 * come close.
 *
 * @param validation share of the groups, 0 to 1
 * @param test share of the groups, 0 to 1
 */
public record Shares(double validation, double test) {
  /** A tenth validates, a fifth tests. */
  public static final Shares DEFAULT = new Shares(0.1, 0.2);

  /**
   * @throws IllegalArgumentException if a share is negative or nothing is left to train with
   */
  public Shares {
    if (!(validation >= 0 && test >= 0 && validation + test < 1)) {
      throw new IllegalArgumentException(
          "shares of %s for validation and %s for test: neither may be negative, and together they must be less than 1"
              .formatted(validation, test));
    }
  }

  /** Where a group without kin goes. */
  Side draw(Group group) {
    double at = group.draw();
    if (at < test) {
      return Side.TEST;
    }
    return at < test + validation ? Side.VALIDATION : Side.TRAINING;
  }
}
