package dev.nevus.trainer.evaluation;

import dev.nevus.mask.Overlap;

/** What a model scored on one image. */
public record ScoredImage(String id, Overlap overlap) {}
