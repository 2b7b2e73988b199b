package dev.nevus.trainer.dataset;

import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * One drawn variation of a sample. Moves image and mask alike, everything else is the image's.
 *
 * @param placement where the sample's pixels go
 * @param colours what becomes of their colours
 * @param disturbance what disturbs the view, if anything
 */
record Variation(Placement placement, Colours colours, Optional<Disturbance> disturbance) {
  private static final double DISTURBED_SHARE = 0.3;

  /** Everything drawn comes from {@code random}. */
  static Variation draw(RandomGenerator random) {
    Placement placement = Placement.draw(random);
    Colours colours = Colours.draw(random);
    Optional<Disturbance> disturbance =
        random.nextDouble() < DISTURBED_SHARE
            ? Optional.of(Disturbance.draw(random))
            : Optional.empty();
    return new Variation(placement, colours, disturbance);
  }
}
