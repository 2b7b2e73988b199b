/**
 * Step [6] to [4] of the data path: which model a worker serves. Decisions of the registry are
 * followed between images; a model serves only after it was verified.
 */
@NullMarked
package dev.nevus.worker.model;

import org.jspecify.annotations.NullMarked;
