/**
 * Trainings as the object store keeps them: what each is made of, how far it is, how it ended. Who
 * trains writes here, everybody else reads.
 */
@NullMarked
package dev.nevus.training;

import org.jspecify.annotations.NullMarked;
