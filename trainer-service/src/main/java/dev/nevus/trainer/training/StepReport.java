package dev.nevus.trainer.training;

/**
 * One step's outcome.
 *
 * @param epoch counted from 1 through the whole run
 * @param epochs that the run may have at the most
 * @param step of this epoch, counted from 1
 * @param steps of this epoch
 * @param images a step
 * @param loss a pixel
 */
public record StepReport(int epoch, int epochs, int step, int steps, int images, double loss) {}
