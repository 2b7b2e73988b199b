package dev.nevus.training;

import java.time.Instant;

/**
 * How far a training is; replaced after each epoch.
 *
 * @param number of the training
 * @param stage what goes on: {@code fetching}, {@code training}, {@code exporting} or {@code
 *     judging}
 * @param epoch finished, 0 before the first
 * @param epochs that it may have at the most; 0 while that is not known
 * @param loss of the last epoch, mean over pixels
 * @param validationJaccard after the last epoch, mean over images at the net's size, 0 to 1
 * @param trainer which process does it
 * @param at when this was written
 */
public record TrainingState(
    int number,
    String stage,
    int epoch,
    int epochs,
    double loss,
    double validationJaccard,
    String trainer,
    Instant at) {}
