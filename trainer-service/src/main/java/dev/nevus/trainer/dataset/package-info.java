/**
 * The labelled images that a model learns from: paired, split so that near duplicates stay on one
 * side, held in memory at the net's size and varied as they are fed.
 */
@org.jspecify.annotations.NullMarked
package dev.nevus.trainer.dataset;
