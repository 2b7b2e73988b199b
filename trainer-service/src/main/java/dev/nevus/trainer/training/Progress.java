package dev.nevus.trainer.training;

/**
 * How far a run is.
 *
 * @param epoch finished in this phase
 * @param steps done in this phase
 * @param bestScore the best validation score of the run so far, 0 to 1
 */
record Progress(Phase phase, int epoch, int steps, double bestScore) {
  static final Progress START = new Progress(Phase.DROPOUT, 0, 0, 0);

  Progress afterEpoch(int stepsOfEpoch, double score) {
    return new Progress(phase, epoch + 1, steps + stepsOfEpoch, Math.max(bestScore, score));
  }

  Progress entering(Phase next) {
    return new Progress(next, 0, 0, bestScore);
  }
}
