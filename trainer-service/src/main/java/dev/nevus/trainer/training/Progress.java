package dev.nevus.trainer.training;

/**
 * How far a run is.
 *
 * @param epoch finished
 * @param steps done
 * @param bestEpoch the epoch that validated best so far; 0 before the first
 * @param bestScore its validation score, 0 to 1
 */
record Progress(int epoch, int steps, int bestEpoch, double bestScore) {
  static final Progress START = new Progress(0, 0, 0, 0);

  /** Of equals the later is the best: it has learned more, and all zeros still leave a model. */
  Progress afterEpoch(int stepsOfEpoch, double score) {
    boolean best = score >= bestScore;
    return new Progress(
        epoch + 1, steps + stepsOfEpoch, best ? epoch + 1 : bestEpoch, best ? score : bestScore);
  }

  boolean isBest() {
    return bestEpoch == epoch;
  }

  /** Whether {@code patience} epochs have gone by without a better one. */
  boolean isStalled(int patience) {
    return epoch - bestEpoch >= patience;
  }
}
