package dev.nevus.training;

import java.util.Optional;

/**
 * All that is known of a training.
 *
 * @param job what it is made of
 * @param state how far it came, once it has begun
 * @param end how it ended, once it has
 */
public record Training(TrainingJob job, Optional<TrainingState> state, Optional<TrainingEnd> end) {}
