/**
 * Whether a candidate model replaces the champion: both are evaluated with the engine that serves,
 * and a pure function of the two evaluations decides.
 */
@NullMarked
package dev.nevus.trainer.promotion;

import org.jspecify.annotations.NullMarked;
