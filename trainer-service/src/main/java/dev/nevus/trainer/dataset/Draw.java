package dev.nevus.trainer.dataset;

import java.util.random.RandomGenerator;

/** Numbers drawn around zero. */
final class Draw {
  private Draw() {}

  /** Evenly from minus {@code spread} to {@code spread}. */
  static double around(RandomGenerator random, double spread) {
    return spread * (2 * random.nextDouble() - 1);
  }
}
