package dev.nevus.model;

/**
 * How well a model did on a set of images, by the scoring of the ISIC challenge: means over images,
 * each at its original resolution. All scores lie in 0 to 1.
 *
 * @param images how many were scored
 * @param meanJaccard mean Jaccard index
 * @param thresholdedJaccard mean of the Jaccard indices, those below 0.65 counted as 0
 * @param meanDice mean Dice coefficient
 * @param meanSensitivity mean sensitivity
 * @param meanSpecificity mean specificity
 * @param meanAccuracy mean pixel accuracy
 */
public record Evaluation(
    int images,
    double meanJaccard,
    double thresholdedJaccard,
    double meanDice,
    double meanSensitivity,
    double meanSpecificity,
    double meanAccuracy) {}
