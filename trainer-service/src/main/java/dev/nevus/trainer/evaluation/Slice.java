package dev.nevus.trainer.evaluation;

/**
 * How the images with one trait scored.
 *
 * @param trait which of the traits, for example {@code lesion size}
 * @param name which part of it, for example {@code < 5 %}
 * @param images how many there are, at least one
 */
public record Slice(
    String trait, String name, int images, Estimate jaccard, Estimate thresholdedJaccard) {}
