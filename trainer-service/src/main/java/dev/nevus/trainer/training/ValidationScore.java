package dev.nevus.trainer.training;

/**
 * How well a net does on the validation images, at its own size and with threshold 0.5. It ranks
 * epochs; it is close to, but not, the score at the original resolution that a model is promoted
 * by.
 *
 * @param loss mean loss a pixel
 * @param jaccard mean over images of the Jaccard index, 0 to 1
 * @param accuracy share of pixels that are on the right side, 0 to 1
 */
public record ValidationScore(double loss, double jaccard, double accuracy) {}
