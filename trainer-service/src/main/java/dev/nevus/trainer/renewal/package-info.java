/**
 * Steps [5] to [6] of the data path: how labels become a model that serves. One trainer at a time
 * has the duty: it collects labels, begins a training when it is time, takes one over that another
 * left, and lets the gate decide.
 */
@NullMarked
package dev.nevus.trainer.renewal;

import org.jspecify.annotations.NullMarked;
