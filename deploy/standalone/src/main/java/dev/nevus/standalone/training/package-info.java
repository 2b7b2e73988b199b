/** Trainings from the command line's side: followed while they go on. */
@NullMarked
package dev.nevus.standalone.training;

import org.jspecify.annotations.NullMarked;
