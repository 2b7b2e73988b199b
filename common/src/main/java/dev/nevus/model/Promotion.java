package dev.nevus.model;

import java.time.Instant;

/**
 * A decision that a model serves from now on.
 *
 * @param number counted from 1; the highest one is in force
 * @param model who
 * @param by who or what decided
 * @param reason one line
 * @param at when
 */
public record Promotion(int number, ModelId model, String by, String reason, Instant at) {}
