package dev.nevus.trainer.evaluation;

/**
 * A mean over images, and how far another draw of images might have moved it.
 *
 * @param interval of 95 %
 */
public record Estimate(double value, Interval interval) {}
