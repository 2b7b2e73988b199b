/**
 * How good a model is: scored with the very engine that serves, at the images' original resolution,
 * by the rules of the ISIC challenge.
 */
@NullMarked
package dev.nevus.trainer.evaluation;

import org.jspecify.annotations.NullMarked;
